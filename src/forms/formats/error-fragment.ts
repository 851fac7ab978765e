import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { escapeHtml } from '../../core/formats/escape-html.ts';
import { issueItem } from '../../core/formats/issue-item.ts';
import { errorText } from '../../core/formats/report-text.ts';
import { FORM_EXPIRED } from '../../core/responses/form-expired.ts';

/** Removes the previous fragment from the page by an out-of-band swap of htmx. A poll that fails repeatedly shows one error. */
export const REMOVE_ERROR_FRAGMENT = '<div hx-swap-oob="delete:[data-halyard-error]"></div>';

/**
 * Returns an error as a part of a page, for an app without its own fragment. A screen reader announces it by `role="alert"`, because no page is opened.
 * `note` is HTML for the developer.
 */
export function errorFragment(outcome: PublicOutcome, note = ''): string {
  const parts = [`<h2>${outcome.resend ? 'This form has expired' : escapeHtml(outcome.title)}</h2>`];
  const message = messageOf(outcome);
  if (message !== undefined) parts.push(`<p>${escapeHtml(message)}</p>`);
  if (outcome.issues.length > 0) parts.push(`<ul>${outcome.issues.map(issueItem).join('')}</ul>`);
  if (outcome.errors.length > 0)
    parts.push(`${note}<pre tabindex="0" aria-label="Error report">${escapeHtml(outcome.errors.map((error) => errorText(error)).join('\n\n'))}</pre>`);
  if (outcome.reference !== undefined) parts.push(`<p>Reference: <code>${escapeHtml(outcome.reference)}</code></p>`);
  return `<div class="halyard-error" role="alert" data-halyard-error>${parts.join('')}</div>\n`;
}

function messageOf({ detail, status }: PublicOutcome): string | undefined {
  // The heading already has the first half of FORM_EXPIRED.
  if (detail === FORM_EXPIRED) return 'Nothing was saved. Please send the form again.';
  return detail ?? (status >= 500 ? 'Something went wrong on our side. Please try again later.' : undefined);
}

/** Returns whether the outcome is an invalid form. The app's own fragment of it is the form itself, with its errors. */
export function isInvalidForm({ status, issues }: PublicOutcome): boolean {
  return (status === 400 || status === 422) && issues.length > 0;
}

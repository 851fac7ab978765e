import type { PublicOutcome } from '../disclosure/disclose.ts';
import { FORM_EXPIRED } from '../responses/form-expired.ts';
import { ownMember } from '../values/own-member.ts';
import { escapeHtml } from './escape-html.ts';
import type { RecoverySections } from './forms.ts';
import { issueItem } from './issue-item.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from './page-style.ts';
import { errorText } from './report-text.ts';

/** The Content-Security-Policy of the built-in page. It allows only the style of the page. */
export const PAGE_POLICY = `default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const HEAD_AND_STYLE =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">' +
  // If a Turbo frame requested the page, the page must not be shown inside the frame.
  '<meta name="turbo-visit-control" content="reload">' +
  `<style>${PAGE_STYLE}</style>`;

/** Advice for the visitor, by status code. */
const ADVICE: Readonly<Record<number, string>> = {
  400: 'Something in the request could not be understood. Please check what was entered and send it again.',
  401: 'You need to sign in to see this page.',
  403: 'You do not have access to this page.',
  404: 'There is no page at this address. It may have moved, or the address may have been mistyped.',
  405: 'This page cannot be used in this way.',
  408: 'The request took too long to arrive. Please send it again.',
  409: 'This was changed by somebody else, or exists already. Please reload and send it again.',
  410: 'This page was here once and is gone for good.',
  413: 'What was sent is larger than we accept.',
  422: 'Something that was entered cannot be used. Please check it and send it again.',
  429: 'There were too many requests in a short time.',
  500: 'Something went wrong on our side. It has been noted.',
  502: 'The service is not available at the moment.',
  503: 'The service is not available at the moment.',
  504: 'The service did not answer in time.',
};

/**
 * The page for an app without a view. It is a complete and accessible document, without scripts, and it loads nothing. `home` is the address of its
 * link, `recovery` holds the sections about a submitted form, and `note` is HTML for the developer.
 */
export function builtInPage(outcome: PublicOutcome, home: string | undefined, recovery?: RecoverySections, note = ''): string {
  const title = escapeHtml(outcome.resend ? 'This form has expired' : outcome.title);
  const retryText = retry(outcome.headers);
  const parts = [`<p class="status">${outcome.status}</p><h1>${title}</h1>`];
  // The heading already has the first half of FORM_EXPIRED.
  const message =
    outcome.detail === FORM_EXPIRED ? 'Nothing was saved. Please send the form again.' : (outcome.detail ?? advice(outcome.status, retryText === ''));
  if (message !== undefined) parts.push(`<p>${escapeHtml(message)}</p>`);
  if (outcome.issues.length > 0) parts.push(`<h2>What needs attention</h2><ul class="errors">${outcome.issues.map(issueItem).join('')}</ul>`);
  parts.push(retryText);
  if (recovery !== undefined) parts.push(recovery.linkBack);
  if (outcome.errors.length > 0) {
    parts.push(
      `<h2>For the developer</h2>${note}<pre tabindex="0" aria-label="Error report">${escapeHtml(outcome.errors.map((error) => errorText(error)).join('\n\n'))}</pre>` +
        '<p class="note">This part is shown in development only.</p>',
    );
  }
  if (recovery !== undefined) parts.push(recovery.typed);
  if (home !== undefined) parts.push(`<p><a href="${escapeHtml(home)}">Go to the start page</a></p>`);
  if (outcome.reference !== undefined) {
    parts.push(`<p class="reference">If you contact us about this, please mention this reference: <code>${escapeHtml(outcome.reference)}</code></p>`);
  }
  return `<!doctype html><html lang="en"><head>${HEAD_AND_STYLE}${recovery?.style ?? ''}<title>${title} (${outcome.status})</title></head><body><main>${parts.join('')}</main></body></html>\n`;
}

/** The advice for a status code. For a temporary failure, `later` adds a general hint if there is no `Retry-After` with a time. */
function advice(status: number, later: boolean): string | undefined {
  const text = ADVICE[status];
  return text !== undefined && later && (status === 429 || status >= 500) ? `${text} Please try again later.` : text;
}

/** The time for the next attempt, as text and as the attribute `datetime`. */
function retry(headers: PublicOutcome['headers']): string {
  const seconds = ownMember(headers, 'retry-after');
  if (seconds === undefined || !/^\d+$/.test(seconds)) return '';
  const count = Number(seconds);
  const minutes = Math.ceil(count / 60);
  const duration = count < 120 ? counted(count, 'second') : minutes < 60 ? counted(minutes, 'minute') : counted(Math.ceil(minutes / 60), 'hour');
  return `<p>You can try again in <time datetime="PT${count}S">${duration}</time>.</p>`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Recovered, RecoverySections } from '../../core/formats/forms.ts';
import { namesToAskAgain } from './ask-again.ts';
import { RECOVERY_POLICY, RECOVERY_STYLE } from './recovery-style.ts';

/** The sections of the built-in page for a visitor whose form ended in it. `resend` says that the form has expired and needs a new token. */
export function recoverySections(recovered: Recovered, resend: boolean): RecoverySections {
  return {
    linkBack: recoverySection(recovered, resend),
    typed: submittedValues(recovered),
    style: `<style>${RECOVERY_STYLE}</style>`,
    policy: RECOVERY_POLICY,
  };
}

/** The submitted values, so that the visitor can copy them and does not have to type them again. */
function submittedValues({ typed, tooLong, withheld }: Recovered): string {
  const missing = (tooLong.length === 0 ? '' : `<p>${tooLongFor(tooLong)}</p>`) + namesToAskAgain(withheld);
  if (typed.length === 0) return missing;
  const fields = typed.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd><pre>${escapeHtml(value)}</pre></dd>`);
  return `<h2>What you typed</h2><p>You can copy it from here.</p><dl>${fields.join('')}</dl>${missing}`;
}

/** The hint for fields that are too long for the page. The browser may still have their values. */
function tooLongFor(names: readonly string[]): string {
  const list = names.map((name) => `<strong>${escapeHtml(name)}</strong>`).join(', ');
  return `Too long to be shown here: ${list}. The Back button of your browser may still have it.`;
}

function backLink(back: string, restores: boolean): string {
  return `<p><a class="back" href="${escapeHtml(back)}">Go back to the form</a>${restores ? ' <span class="note">with what you typed filled in</span>' : ''}</p>`;
}

/** The way back to the form. */
function recoverySection({ typed, back, restores }: Recovered, resend: boolean): string {
  return back === undefined ? `<p>${backButton(resend, typed.length > 0)}</p>` : backLink(back, restores);
}

/**
 * The hint for a form whose address is not known (`Referrer-Policy: no-referrer`). The policy of the page forbids a script that goes back. An expired form
 * needs a new token, and so a reload, which empties it.
 */
function backButton(resend: boolean, hasTyped: boolean): string {
  if (!resend) return 'To return to the form, use the Back button of your browser.';
  const copy = hasTyped ? 'First copy what you typed from this page: the form will be empty. Then' : 'To return to the form,';
  return `${copy} use the Back button of your browser, reload the form there, fill it in and send it again.`;
}

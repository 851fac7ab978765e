import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, FormatContext, Rendered } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { FORM_EXPIRED } from '../../core/responses/form-expired.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import type { Issue } from '../../core/values/issue.ts';
import { flashFields } from '../flash/departure.ts';
import type { FlashNote } from '../flash/flash-note.ts';
import { type Messages, merged } from '../flash/messages.ts';
import { FlashTooLong, storeFlash } from '../flash/store-flash.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { frontEndOf, inertiaBag, isHtmxPartial } from '../request/front-end.ts';
import { nonceOf, ownPage, returnTarget } from '../request/return-target.ts';
import { submission } from '../request/submission.ts';
import { htmxRedirect } from './htmx-format.ts';
import { bagOf } from './recover.ts';

/**
 * The body is the same for every target and does not contain it. A proxy that drops the Location field shows this page, so it must hold no text of a
 * client.
 */
const BODY = '<!doctype html><html lang="en"><title>Back to the form</title><p>Please go back to the form.</p></html>\n';
/** The longest value in characters that a redirect restores. A page in the form's place shows longer values whole. */
const LONGEST = 8_192;

/** The messages that the handler has left for the next page. They stay for it if the form is answered in place. */
interface PendingMessages {
  of(native: unknown): Messages;
  taken(native: unknown): void;
}

/**
 * Returns the format that sends an invalid form back to its page. The errors and the submitted values are kept for that page, once, and the browser is
 * redirected there by a 303 (Default responses: "First, a one-time-use flash variable is populated … Then the user is redirected back to `redirectTo`").
 * It renders nothing if there is no way back, and the answer is the page in place.
 */
export function redirectFormat(settings: FormSettings, pending: PendingMessages): Format {
  return {
    name: 'redirect',
    mediaType: 'text/html',
    async render(outcome, context): Promise<Rendered | undefined> {
      const { request } = context;
      const submitted = await request.submitted?.();
      const { to: target, refused } = returnTarget(settings, request, outcome.redirectTo, submitted);
      if (refused !== undefined) logRefusedTarget(refused, context);
      // A form that only has to be sent a second time belongs on its page, not on an error page.
      const to = target ?? (outcome.resend && refused === undefined ? ownPage(settings, request) : undefined);
      if (to === undefined) return undefined;
      const inertia = frontEndOf(request) === 'inertia';
      const { old, withheld, tooLong } = submission(settings, request, submitted, LONGEST);
      // Nothing that the visitor typed may be lost. The page in the form's place has room for more.
      if (!inertia && tooLong.length > 0) return undefined;
      const note = {
        to,
        bag: outcome.bag ?? (inertia ? inertiaBag(request) : bagOf(submitted)),
        issues: issuesOf(outcome),
        // An Inertia page still has the submitted values in its state.
        old: inertia ? {} : old,
        ...(inertia || withheld === undefined ? undefined : { withheld }),
        messages: merged([pending.of(request.native), outcome.flash ?? {}]),
      };
      const cookies = await storeWhole(settings, request, note, nonceOf(settings, submitted));
      if (cookies === undefined) return undefined;
      pending.taken(request.native);
      const fields = flashFields(request, cookies);
      if (isHtmxPartial(request)) {
        const redirect = htmxRedirect(to, request);
        return { ...redirect, headers: { ...redirect.headers, ...fields } };
      }
      // Inertia follows a 302 with the original method.
      const status = inertia ? 303 : settings.redirectStatus;
      return { body: BODY, contentType: 'text/html; charset=utf-8', value: undefined, status, headers: { location: to, ...fields } };
    },
  };
}

/** Keeps the whole note. Returns `undefined` if it is too long, so that the form is answered in place with everything. */
async function storeWhole(
  settings: FormSettings,
  request: IncomingRequest,
  note: Omit<FlashNote, 'at'>,
  nonce: string,
): Promise<readonly string[] | undefined> {
  try {
    return await storeFlash(settings, request, note, { nonce, whole: true });
  } catch (error) {
    if (error instanceof FlashTooLong) return undefined;
    throw error;
  }
}

function issuesOf({ issues, detail, title, resend }: PublicOutcome): readonly Issue[] {
  return issues.length > 0 ? issues : [{ message: detail ?? (resend ? FORM_EXPIRED : title), path: [] }];
}

/** OWASP treats an address that came from a client and leads to another site as an attack, until somebody has checked it. */
function logRefusedTarget(target: string, { note }: FormatContext): void {
  const found = boundedText(singleLine(target), 256);
  note(
    'warn',
    { event: 'malicious_redirect', target: found },
    'halyard: a form was not sent back: the address is not a path of this origin, nor of the option `origin`',
  );
}

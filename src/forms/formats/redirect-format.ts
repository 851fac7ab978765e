import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, FormatContext, Rendered } from '../../core/formats/format.ts';
import { FORM_EXPIRED } from '../../core/responses/form-expired.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import type { Issue } from '../../core/values/issue.ts';
import { keep } from '../flash/keep.ts';
import { merged } from '../flash/messages.ts';
import { oldInput } from '../page/old-input.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { frontEndOf, inertiaBag, isHtmxPartial } from '../request/front-end.ts';
import { ownPage, returnTarget } from '../request/return-target.ts';
import { htmxRedirect } from './htmx-format.ts';
import { bagOf } from './recover.ts';

/** The same for every target, and without it: what a proxy shows when it drops the Location holds nobody's text. */
const BODY = '<!doctype html><html lang="en"><title>Back to the form</title><p>Please go back to the form.</p></html>\n';
/** Longer fields are not given back by a redirect; a page in the form's place shows them whole. */
const LONGEST = 8_192;

/**
 * An invalid form goes back to its page: the errors and what was typed are kept for it, once, and the browser is sent there by 303
 * (Default responses: "First, a one-time-use flash variable is populated … Then the user is redirected back to `redirectTo`").
 * Has nothing to say when there is no way back, and the page in place is the answer.
 */
export function redirectFormat(settings: FormSettings, pendingMessages: (native: unknown) => Readonly<Record<string, readonly string[]>>): Format {
  return {
    name: 'redirect',
    mediaType: 'text/html',
    async render(outcome, context): Promise<Rendered | undefined> {
      const { request } = context;
      const submitted = await request.submitted?.();
      const { to: target, refused } = returnTarget(settings, request, outcome.redirectTo, submitted);
      if (refused !== undefined) logRefusedTarget(refused, context);
      // A form that only has to be sent again is not in its place on an error page.
      const to = target ?? (outcome.resend && refused === undefined ? ownPage(request) : undefined);
      if (to === undefined) return undefined;
      const inertia = frontEndOf(request) === 'inertia';
      const cookies = await keep(settings, request, {
        to,
        bag: outcome.bag ?? (inertia ? inertiaBag(request) : bagOf(submitted)),
        issues: issuesOf(outcome),
        // An Inertia page still has what was typed in its own state.
        old: inertia ? {} : oldInput(submitted, settings.fields, LONGEST),
        messages: merged([pendingMessages(request.native), outcome.flash ?? {}]),
      });
      if (isHtmxPartial(request)) {
        const redirect = htmxRedirect(to, request);
        return { ...redirect, headers: { ...redirect.headers, 'set-cookie': cookies } };
      }
      // Inertia follows a 302 with the method it came with.
      const status = inertia ? 303 : settings.redirectStatus;
      return { body: BODY, contentType: 'text/html; charset=utf-8', value: undefined, status, headers: { location: to, 'set-cookie': cookies } };
    },
  };
}

function issuesOf({ issues, detail, title, resend }: PublicOutcome): readonly Issue[] {
  return issues.length > 0 ? issues : [{ message: detail ?? (resend ? FORM_EXPIRED : title), path: [] }];
}

/** In OWASP's words: an address that came from a client and leads elsewhere is an attack, until somebody has looked. */
function logRefusedTarget(target: string, { note }: FormatContext): void {
  const found = boundedText(singleLine(target), 256);
  note(
    'warn',
    { event: 'malicious_redirect', target: found },
    'halyard: a form was not sent back: the address is not a path of this origin, nor of the option `origin`',
  );
}

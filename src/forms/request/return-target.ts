import type { IncomingRequest } from '../../core/ports/request.ts';
import { addressOf, redirectTarget } from '../../core/values/redirect-target.ts';
import type { FormSettings } from './form-settings.ts';
import { refererOf } from './site.ts';

/** Where a form goes back to: `to`; or why it does not: what the app asked for is `refused`, and nothing else is tried in its place. */
export interface ReturnTarget {
  readonly to?: string;
  readonly refused?: string;
}

/** What the app says, else the form's signed field, else the Referer. */
export function returnTarget(settings: FormSettings, request: IncomingRequest, redirectTo: string | undefined, submitted: unknown): ReturnTarget {
  if (redirectTo !== undefined) {
    const to = redirectTarget(redirectTo, trustedOrigins(settings, request));
    return to === undefined ? { refused: redirectTo } : { to };
  }
  const to = pageOfForm(settings, request, submitted);
  return to === undefined ? {} : { to };
}

/** A link for a page in the form's place: where the form stands, else where it would have gone back to, else the path it was sent to. */
export function wayBackTo(settings: FormSettings, request: IncomingRequest, redirectTo: string | undefined, submitted: unknown): string | undefined {
  const page = pageOfForm(settings, request, submitted);
  return page ?? (redirectTo === undefined ? undefined : redirectTarget(redirectTo, trustedOrigins(settings, request))) ?? ownPage(request);
}

/**
 * The path that the form was sent to, if it shows a page. Under helmet's `Referrer-Policy: no-referrer` that is often all that is known. Its
 * query is whatever the client wrote there.
 */
export function ownPage(request: IncomingRequest): string | undefined {
  return request.answersGet?.() === true ? addressOf(withoutQuery(request.url)) : undefined;
}

/** The page that the form stands on, as far as anybody says. The Referer of a page in a form's place is no page that can be opened. */
export function pageOfForm(settings: FormSettings, request: IncomingRequest, submitted: unknown): string | undefined {
  const field =
    typeof submitted === 'object' && submitted !== null && Object.hasOwn(submitted, '_return') ? (submitted as { _return: unknown })._return : undefined;
  const signed = field === undefined ? undefined : settings.returns.read(field);
  if (signed !== undefined) return signed;
  const referer = redirectTarget(refererOf(request, trustedOrigins(settings, request)), []);
  if (referer === undefined) return undefined;
  const isHere = withoutQuery(referer) === withoutQuery(addressOf(request.url) ?? '');
  return isHere && request.answersGet?.() !== true ? undefined : referer;
}

function withoutQuery(address: string): string {
  return address.split('?', 1)[0] as string;
}

/** The app's own word, and the socket's own address: never the Host, which is the client's. */
function trustedOrigins({ origins }: FormSettings, { socketOrigin }: IncomingRequest): readonly string[] {
  if (socketOrigin === undefined) return origins;
  const loopback = socketOrigin.replace(/^(https?:\/\/)(?:127\.0\.0\.1|\[::1\])(?=:|$)/, '$1localhost');
  return [...origins, socketOrigin, loopback];
}

import type { IncomingRequest } from '../../core/ports/request.ts';
import { addressOf, redirectTarget } from '../../core/values/redirect-target.ts';
import { withBase } from './base.ts';
import type { FormSettings } from './form-settings.ts';
import { refererOf } from './site.ts';

/** The page that a form goes back to, in `to`. `refused` holds the app's target if it is not allowed. Then no other source is tried. */
export interface ReturnTarget {
  readonly to?: string;
  readonly refused?: string;
}

/** Returns the app's target, else the page in the form's signed field, else the Referer. */
export function returnTarget(settings: FormSettings, request: IncomingRequest, redirectTo: string | undefined, submitted: unknown): ReturnTarget {
  if (redirectTo !== undefined) {
    const to = browserTarget(settings, request, redirectTo);
    return to === undefined ? { refused: redirectTo } : { to };
  }
  const to = pageOfForm(settings, request, submitted);
  return to === undefined ? {} : { to };
}

/** Returns a link for a page in the form's place: the form's page, else the app's target, else the path that the form was sent to. */
export function wayBackTo(settings: FormSettings, request: IncomingRequest, redirectTo: string | undefined, submitted: unknown): string | undefined {
  const page = pageOfForm(settings, request, submitted);
  return page ?? (redirectTo === undefined ? undefined : browserTarget(settings, request, redirectTo)) ?? ownPage(settings, request);
}

/**
 * Returns the path that the form was sent to, if it shows a page. Under helmet's `Referrer-Policy: no-referrer` no other page is known in most cases. The
 * query is left out, because the client may have written any text there.
 */
export function ownPage(settings: FormSettings, request: IncomingRequest): string | undefined {
  return request.answersGet?.() === true ? withoutQuery(ownAddress(settings, request) ?? '') || undefined : undefined;
}

/**
 * Returns the page of the form, from its signed field or the Referer. If a page in a form's place is the Referer, its address cannot be opened and does
 * not count.
 */
export function pageOfForm(settings: FormSettings, request: IncomingRequest, submitted: unknown): string | undefined {
  const signed = settings.returns.read(returnField(submitted));
  if (signed !== undefined) return signed;
  const referer = redirectTarget(refererOf(request, trustedOrigins(settings, request)), []);
  if (referer === undefined) return undefined;
  const isHere = withoutQuery(referer) === withoutQuery(ownAddress(settings, request) ?? '');
  return isHere && request.answersGet?.() !== true ? undefined : referer;
}

/** Returns the address of the request as the browser has it. `undefined` if no redirect can lead there. */
export function ownAddress({ baseOf }: FormSettings, request: IncomingRequest): string | undefined {
  const address = addressOf(request.url);
  return address === undefined ? undefined : withBase(baseOf(request), address);
}

/** Returns a target of the app as the browser has it: a path with or without the base, or an address of one of the app's origins. */
export function browserTarget(
  settings: FormSettings,
  request: IncomingRequest,
  target: string,
  origins = trustedOrigins(settings, request),
): string | undefined {
  const to = redirectTarget(target, origins);
  return to === undefined || !target.startsWith('/') ? to : withBase(settings.baseOf(request), to);
}

/** Returns the nonce of the rendered page that has the form, or `''` if the form sent none. */
export function nonceOf(settings: FormSettings, submitted: unknown): string {
  return settings.returns.nonce(returnField(submitted));
}

function returnField(submitted: unknown): unknown {
  return typeof submitted === 'object' && submitted !== null && Object.hasOwn(submitted, '_return') ? (submitted as { _return: unknown })._return : undefined;
}

function withoutQuery(address: string): string {
  return address.split('?', 1)[0] as string;
}

/** Returns the app's origins and the socket's address. The Host field never counts, because the client sends it. */
function trustedOrigins({ origins }: FormSettings, { socketOrigin }: IncomingRequest): readonly string[] {
  if (socketOrigin === undefined) return origins;
  const loopback = socketOrigin.replace(/^(https?:\/\/)(?:127\.0\.0\.1|\[::1\])(?=:|$)/, '$1localhost');
  return [...origins, socketOrigin, loopback];
}

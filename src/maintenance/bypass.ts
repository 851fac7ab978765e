import type { Representation } from '../core/ports/representation.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import { addressOf } from '../core/values/redirect-target.ts';
import { keyedHash } from '../hosting/node/keyed-hash.ts';
import { cookieRedirect } from '../hosting/shared/cookie-redirect.ts';
import { isSameText } from '../hosting/shared/is-same-text.ts';
import { relativeAddress, withoutParameter } from '../hosting/shared/without-parameter.ts';
import type { OutageFile } from './outage-file.ts';

/** The parameter of the link. Its name says "secret", so that Halyard and most other tools mask its value. */
export const PARAMETER = 'halyard-secret';
/** Hours for which the link opens the app. */
export const HOURS = 12;
const COOKIE = 'halyard-bypass';
/** No secret is longer. A longer one is not even hashed. */
export const MAX_SECRET = 200;

/** The hash of a secret for the maintenance file. Without the key of the outage nobody can compute it. */
export function secretHash(key: string, secret: string): string {
  return secretHasher(key)(secret);
}

const secretHasher = (key: string): ((secret: string) => string) => keyedHash(key, 'halyard: the secret of a bypass');

/** Opens the app for the browsers that have opened the link with the secret. */
export interface Bypass {
  /** The redirect for a request that opens the link. It sets the sealed cookie. */
  opens(request: IncomingRequest): Representation | undefined;
  /** Whether the browser has a valid cookie. */
  lets(request: IncomingRequest): boolean;
}

/** Returns the bypass of an outage, or `undefined` if it has no secret. */
export function bypassOf({ key, secret }: OutageFile): Bypass | undefined {
  if (key === undefined || secret === undefined) return undefined;
  const sign = keyedHash(key, 'halyard: the cookie of a bypass');
  const hash = secretHasher(key);

  return {
    opens(request) {
      if (request.transport !== 'http' || request.method !== 'GET' || !request.url.includes(PARAMETER)) return undefined;
      const typed = secretIn(request.url);
      if (typed === undefined || !isSameText(hash(typed), secret)) return undefined;
      const end = (Date.now() + HOURS * 3_600_000).toString(36);
      return redirect(request, `${end}.${sign(end)}`);
    },
    lets(request) {
      return cookiesOf(request).some((value) => {
        const [end = '', signature = ''] = value.split('.', 2);
        return isSameText(signature, sign(end)) && Number.parseInt(end, 36) > Date.now();
      });
    },
  };
}

/** The value of the parameter. A request has one, so further ones are not tried. */
function secretIn(url: string): string | undefined {
  const [, query = ''] = url.split('#', 1)[0]?.split(/\?(.*)/s, 2) ?? [];
  const found = query.split('&').find((part) => part.startsWith(`${PARAMETER}=`));
  if (found === undefined || found.length > 9 * MAX_SECRET) return undefined;
  try {
    return decodeURIComponent(found.slice(PARAMETER.length + 1));
  } catch {
    return undefined;
  }
}

/** The values of the cookie, under either name. The cookie of a socket is that of its handshake. */
function cookiesOf(request: IncomingRequest): readonly string[] {
  const field = (request.handshake ?? request).header('cookie');
  if (field === undefined || !field.includes(COOKIE)) return [];
  return field.split(';').flatMap((cookie) => {
    const [name, value] = cookie.trim().split('=', 2);
    return value !== undefined && (name === COOKIE || name === `__Host-${COOKIE}`) ? [value] : [];
  });
}

/**
 * Redirects to the same address without the secret. So the secret is not kept in a history or a Referer. The address is relative: it is right behind a
 * proxy that removes a prefix, and cannot lead to another host.
 */
function redirect({ url, secure }: IncomingRequest, value: string): Representation {
  const name = secure ? `__Host-${COOKIE}` : COOKIE;
  return cookieRedirect({
    location: relativeAddress(addressOf(withoutParameter(url, PARAMETER)) ?? '/'),
    cookie: `${name}=${value}; Max-Age=${HOURS * 3600}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    body: 'The site is open in this browser.\n',
  });
}

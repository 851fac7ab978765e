import type { IncomingRequest } from '../../core/ports/request.ts';
import { addressOf } from '../../core/values/redirect-target.ts';
import { withBase } from '../request/base.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { isForPart } from '../request/front-end.ts';
import { ownAddress } from '../request/return-target.ts';
import { locatedAt } from '../request/site.ts';
import { addressLabel, cookieName, type FlashCookie, flashesFor, isForAny, isHostOnly, partAddress, setCookie } from './flash-cookies.ts';

/** A flash that waits for the requested page. */
export interface Found {
  /** The cookie that holds the flash, or its key in a store. */
  readonly cookie: FlashCookie;
  /** How many redirects have handed the flash on to this page. */
  readonly hop: number;
  /** A page has kept it for the next page, whichever that is. */
  readonly isKept: boolean;
}

/** The most redirects in a row that hand a flash on. */
const MAX_HOPS = 3;
/** `~hop.mac`: a cookie of this value leads to the cookie that has the same id and holds the flash. */
const POINTER = /^~([1-9])\.([\w-]{16,128})$/;
/** The fields that lead a browser, htmx and Inertia to another page. */
const LOCATIONS = ['location', 'hx-redirect', 'hx-location', 'x-inertia-location'];

/** Returns whether the cookie only leads to another one. */
function isPointer({ value }: Pick<FlashCookie, 'value'>): boolean {
  return value.startsWith('~');
}

/** Returns the flashes for these addresses, and those that a redirect has handed on. The mac of a hop binds it to the page and the flash. */
export function flashesFound(settings: FormSettings, addresses: readonly string[], cookies: readonly FlashCookie[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const cookie of flashesFor(addresses, cookies)) {
    if (!isPointer(cookie)) {
      found.set(cookie.id, { cookie, hop: 0, isKept: false });
      continue;
    }
    const [, hop, mac] = POINTER.exec(cookie.value) ?? [];
    const held = cookies.find((one) => one.id === cookie.id && !isPointer(one));
    const isKept = isForAny(cookie);
    const address = addresses.find((one) => addressLabel(one) === cookie.label) ?? '';
    if (held === undefined || found.has(cookie.id) || !settings.hops.verify(textOf(cookie.id, hop, address), mac ?? '')) continue;
    found.set(cookie.id, { cookie: held, hop: Number(hop), isKept });
  }
  return [...found.values()];
}

/** Returns the page of this origin that the answer leads to, as an address. `undefined`: it is no redirect, or leads elsewhere. */
export function redirectedTo(
  settings: FormSettings,
  request: IncomingRequest,
  status: number,
  header: (name: string) => string | undefined,
): string | undefined {
  for (const name of LOCATIONS) {
    const location = name === 'location' && (status < 300 || status >= 400) ? undefined : header(name);
    // htmx also takes settings as JSON.
    if (location === undefined || location.startsWith('{')) continue;
    const target = locatedAt(location, ownAddress(settings, request) ?? '/', request, settings.origins);
    const page = target === undefined ? undefined : addressOf(withBase(settings.baseOf(request), target));
    return page !== undefined && isForPart(request) ? partAddress(page) : page;
  }
  return undefined;
}

/** Returns the `Set-Cookie` fields that hand the flashes on to a page, or to any page. The flashes also wait where they are. */
export function handOn(settings: FormSettings, to: string, found: readonly Found[], brought: readonly FlashCookie[], base = ''): readonly string[] {
  const label = addressLabel(to);
  return found.flatMap(({ cookie, hop }) => {
    const seconds = Math.floor(cookie.at + settings.lifetime - settings.now());
    const isThere = brought.some((one) => one.id === cookie.id && one.label === label);
    if (isForAny(cookie) || isThere || hop >= MAX_HOPS || seconds <= 0) return [];
    const value = `~${hop + 1}.${settings.hops.sign(textOf(cookie.id, String(hop + 1), to))}`;
    return setCookie(cookieName(to, cookie.id, isHostOnly(cookie.name)), value, seconds, base);
  });
}

function textOf(id: string, hop: string | undefined, address: string): string {
  return `halyard flash hop 1\n${id}\n${hop ?? ''}\n${address}`;
}

import { readOwn, readProperty } from '../core/values/guarded-read.ts';
import type { LibraryMapping } from '../core/values/library-mapping.ts';
import { retryAfter } from '../core/values/retry-after.ts';
import { statusPhrase } from '../core/values/status.ts';

/**
 * What an error says that is known by its library's mark: its status from 400 to 599 and, below 500, its words, if the library's user
 * wrote them for the client. Anything else is no status of ours.
 */
export function mapStatus(status: unknown, words?: unknown, headers?: unknown): LibraryMapping {
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) return { status: 500 };
  return { status, detail: status < 500 ? publicMessage(words, status) : undefined, headers: headersOfError(headers, status) };
}

/** A text that only repeats the status tells nobody anything. */
export function publicMessage(words: unknown, status: number): string | undefined {
  return typeof words === 'string' && words !== '' && words !== statusPhrase(status) ? words : undefined;
}

/** The fields an error may bring along, each for the statuses it belongs to. Everything else in `headers` may be anybody's. */
const HEADERS: Readonly<Record<string, readonly number[] | 'any'>> = {
  'retry-after': 'any',
  // RFC 6750 §3.1: a bearer token's 400 and 403 have a challenge, too.
  'www-authenticate': [400, 401, 403],
  allow: [405],
  accept: [415],
  'accept-encoding': [415],
  'accept-patch': [415],
  'content-range': [416],
  upgrade: [426],
  link: 'any',
};

/** By its tag: @hono/node-server has a class of its own. */
function isHeaders(headers: unknown): headers is Headers {
  return readProperty(headers, Symbol.toStringTag) === 'Headers' && typeof readProperty(headers, 'get') === 'function';
}

/** Of a plain object under either spelling, or of the Fetch standard's `Headers`. */
export function headersOfError(headers: unknown, status: number): Record<string, string> {
  const fields: Record<string, string> = {};
  if (headers === undefined || headers === null) return fields;
  const get = isHeaders(headers) ? headers : undefined;
  for (const [name, statuses] of Object.entries(HEADERS)) {
    if (statuses !== 'any' && !statuses.includes(status)) continue;
    const value = get === undefined ? (readOwn(headers, name) ?? readOwn(headers, titleCase(name))) : get.get(name);
    const text = name === 'retry-after' && typeof value === 'number' ? retryAfter(value) : value;
    if (typeof text === 'string') fields[name] = text;
  }
  return fields;
}

function titleCase(name: string): string {
  return name === 'www-authenticate' ? 'WWW-Authenticate' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

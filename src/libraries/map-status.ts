import { firstOf } from '../core/values/first-of.ts';
import { entriesOf, isArray } from '../core/values/guarded-read.ts';
import { isHeaders } from '../core/values/is-headers.ts';
import type { LibraryMapping } from '../core/values/library-mapping.ts';
import { retryAfter } from '../core/values/retry-after.ts';
import { isFailureStatus, statusPhrase } from '../core/values/status.ts';

/** Maps an error of a known library: its status from 400 to 599, and below 500 the text, if the app wrote it for the client. Any other status becomes 500. */
export function mapStatus(status: unknown, text?: unknown, headers?: unknown): LibraryMapping {
  if (!isFailureStatus(status)) return { status: 500 };
  return { status, detail: status < 500 ? publicMessage(text, status) : undefined, headers: headersOfError(headers, status) };
}

/** Returns the text for the client. A text that only repeats the status adds nothing, and is dropped. */
export function publicMessage(text: unknown, status: number): string | undefined {
  return typeof text === 'string' && text !== '' && text !== statusPhrase(status) ? text : undefined;
}

/** The header fields that an error may set, each with the statuses it belongs to. Any other field in `headers` may come from elsewhere. */
const HEADERS: Readonly<Record<string, readonly number[] | 'any'>> = {
  'retry-after': 'any',
  // RFC 6750 §3.1: a 400 or 403 for a bearer token has a challenge, too.
  'www-authenticate': [400, 401, 403],
  allow: [405],
  accept: [415],
  'accept-encoding': [415],
  'accept-patch': [415],
  'content-range': [416],
  upgrade: [426],
  link: 'any',
};

/** How many fields of an error are read. */
const MOST_FIELDS = 64;

/** Returns the header fields that belong to the status, from a plain object in any spelling (RFC 9110 §5.1) or from the Fetch standard's `Headers`. */
export function headersOfError(headers: unknown, status: number): Record<string, string> {
  const fields: Record<string, string> = {};
  if (headers === undefined || headers === null) return fields;
  const get = isHeaders(headers) ? headers : undefined;
  const given = get === undefined ? new Map(entriesOf(headers, MOST_FIELDS).map(([name, value]) => [name.toLowerCase(), value])) : get;
  for (const [name, statuses] of Object.entries(HEADERS)) {
    if (statuses !== 'any' && !statuses.includes(status)) continue;
    const text = textOf(name, given.get(name));
    if (text !== undefined) fields[name] = text;
  }
  return fields;
}

/** Returns the value of a field as text. Node sends a list as several lines, which means the same as one line with commas (RFC 9110 §5.3). */
function textOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (name === 'retry-after') return retryAfter(value);
  const lines = isArray(value) ? firstOf(value) : [];
  return lines.length > 0 && lines.every((line) => typeof line === 'string') ? lines.join(', ') : undefined;
}

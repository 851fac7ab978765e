import Negotiator from 'negotiator';
import type { Format } from './format.ts';
import type { IncomingRequest } from './request.ts';

/** The formats this client would take, best first. Never empty, and never a refusal: an error is answered, whatever the Accept. */
export type Negotiate = (request: IncomingRequest, preferred: string | undefined) => readonly Format[];

const MAX_ENTRIES = 512;
const MAX_KEY = 512;
/** Beyond it nothing is read (RFC 9110 §12.5.1 lets a server ignore the field): a flood of ranges buys no time of ours. */
const MAX_ACCEPT = 4_096;
const MAX_RANGES = 64;

interface Preference {
  readonly formats: readonly Format[];
  /** The client named no type: what else it says about itself decides. */
  readonly indifferent: boolean;
  /** A page and JSON are equally welcome. */
  readonly tied: boolean;
}

/** The formats in our own order, and a memory of the Accept fields seen, bounded in number and in length. */
export function negotiator(formats: readonly Format[]): Negotiate {
  const seen = new Map<string, Preference>();
  const byName = new Map(formats.map((format) => [format.name, startingWith(format, formats)]));
  const page = byName.get('html') ?? formats;

  const preferenceOf = (accept: string): Preference => {
    const known = seen.get(accept);
    if (known !== undefined) return known;
    const preference = readAccept(accept, formats);
    if (accept.length <= MAX_KEY) {
      if (seen.size >= MAX_ENTRIES) seen.clear();
      seen.set(accept, preference);
    }
    return preference;
  };

  return (request, preferred) => {
    const chosen = preferred === undefined ? undefined : byName.get(preferred);
    if (chosen !== undefined) return chosen;
    const accept = request.header('accept');
    const preference = accept === undefined || accept === '*/*' ? INDIFFERENT : preferenceOf(accept);
    if (preference.indifferent) return isNavigation(request) && !isProgram(request) ? page : formats;
    if (preference.tied && isProgram(request)) return startingWith(preference.formats.find(isJson) as Format, preference.formats);
    return preference.formats;
  };
}

const INDIFFERENT: Preference = { formats: [], indifferent: true, tied: false };

/** A browser that opens something to be looked at (Fetch Metadata); the mode alone is no proof, Node's fetch rewrites it. */
function isNavigation(request: IncomingRequest): boolean {
  const destination = request.header('sec-fetch-dest');
  return destination === 'document' || destination === 'iframe' || destination === 'frame';
}

/** A script's request: an XHR that says so, or one that sends JSON. */
function isProgram(request: IncomingRequest): boolean {
  if (request.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest') return true;
  const type = request.header('content-type');
  return type !== undefined && /^application\/(?:[\w.-]+\+)?json\b/i.test(type);
}

const isJson = (format: Format): boolean => format.mediaType.endsWith('json');

function readAccept(accept: string, formats: readonly Format[]): Preference {
  const client = new Negotiator({ headers: { accept: boundedRanges(accept) } });
  let ranges: string[];
  try {
    ranges = client.mediaTypes().map((range) => range.toLowerCase());
  } catch {
    return INDIFFERENT;
  }
  if (ranges.length > 0 && ranges.every((range) => range === '*/*') && !/;\s*q=0(?:\.0*)?\s*(?:,|$)/i.test(accept)) return INDIFFERENT;
  // Each format under its own name, and under every name of the client's that it answers for. Two of one name are asked in turn.
  const names = new Map<string, readonly Format[]>();
  for (const format of formats) names.set(format.mediaType, [...(names.get(format.mediaType) ?? []), format]);
  for (const range of ranges) {
    if (!names.has(range) && !range.includes('*')) names.set(range, formats.filter((one) => one.alsoFor?.(range)));
  }
  const accepted = client.mediaTypes([...names.keys()]);
  // Who refuses application/json does not want it under the name of problem+json, unless that is asked for by name.
  const noJson = !accepted.includes('application/json') && !ranges.includes('application/problem+json') && !ranges.some((range) => range.endsWith('+json'));
  const order = accepted.flatMap((name) => names.get(name) as readonly Format[]);
  const chosen = [...new Set(noJson ? order.filter((format) => format.mediaType !== 'application/problem+json') : order)];
  const tied = ranges.includes('text/html') && ranges.includes('application/json') && quality(accept, 'text/html') === quality(accept, 'application/json');
  if (chosen.length > 0) return { formats: chosen, indifferent: false, tied };
  // Nothing of ours is welcome (`image/png`): our own first form, rather than a refusal; but not one that was refused by name.
  const refused = formats.filter((format) => !isJson(format));
  return { formats: noJson && /json\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/i.test(accept) ? refused : formats, indifferent: false, tied: false };
}

/** How much of a list we read: whole ranges only. */
function boundedRanges(accept: string): string {
  const ranges = accept.slice(0, MAX_ACCEPT).split(',', MAX_RANGES + 1);
  if (accept.length <= MAX_ACCEPT && ranges.length <= MAX_RANGES) return accept;
  return ranges.slice(0, MAX_RANGES).filter((range) => range.trim() !== '').join(',');
}

function quality(accept: string, type: string): string {
  return new RegExp(`${type.replaceAll(/[/+]/g, '\\$&')}\\s*;\\s*q=([\\d.]{1,5})`, 'i').exec(accept)?.[1] ?? '1';
}

function startingWith(first: Format, formats: readonly Format[]): readonly Format[] {
  return [first, ...formats.filter((format) => format !== first)];
}

import type { IncomingRequest } from '../ports/request.ts';

/** The part of a format that negotiation uses. */
export interface Negotiable {
  /** The name in options and calls: `json`. */
  readonly name: string;
  /** The media type of the format: `application/json`. */
  readonly mediaType: string;
  /** Whether the format also answers for another media type: `application/xhtml+xml`. */
  readonly alsoFor?: (mediaType: string) => boolean;
}

/** Returns the formats that this client accepts, the best first. The list is never empty, because an error is answered for every `Accept`. */
export type Negotiate<Format extends Negotiable> = (request: IncomingRequest, preferred: string | undefined) => readonly Format[];

const MAX_ENTRIES = 512;
const MAX_KEY = 512;
/** The most characters of `Accept` that are read, so that a long list of ranges cannot cost time. A server may ignore the field (RFC 9110 §12.5.1). */
const MAX_ACCEPT = 4_096;
const MAX_RANGES = 64;

interface Preference<Format extends Negotiable> {
  readonly formats: readonly Format[];
  /** The client named no media type. Its other header fields decide. */
  readonly indifferent: boolean;
  /** The client accepts HTML and JSON equally. */
  readonly tied: boolean;
}

/** Makes the negotiation for these formats, in the order of the server's preference. It caches results by `Accept`, limited in number and length. */
export function negotiator<Format extends Negotiable>(formats: readonly Format[]): Negotiate<Format> {
  const seen = new Map<string, Preference<Format>>();
  const byName = new Map(formats.map((format) => [format.name, startingWith(format, formats)]));
  const page = byName.get('html') ?? formats;

  const preferenceOf = (accept: string): Preference<Format> => {
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

const INDIFFERENT: Preference<never> = { formats: [], indifferent: true, tied: false };

/** Whether a browser opens a page or a frame (Fetch Metadata). `Sec-Fetch-Mode` is not enough, because Node's fetch changes it. */
function isNavigation(request: IncomingRequest): boolean {
  const destination = request.header('sec-fetch-dest');
  return destination === 'document' || destination === 'iframe' || destination === 'frame';
}

/** Whether a script sent the request: an XHR with `X-Requested-With`, or a request with a JSON body. */
function isProgram(request: IncomingRequest): boolean {
  if (request.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest') return true;
  const type = request.header('content-type');
  return type !== undefined && /^application\/(?:[\w.-]+\+)?json\b/i.test(type);
}

const isJson = (format: Negotiable): boolean => format.mediaType.endsWith('json');

function readAccept<Format extends Negotiable>(accept: string, formats: readonly Format[]): Preference<Format> {
  const qualities = qualitiesOf(accept);
  const ranges = [...qualities.keys()].filter((range) => qualities.get(range) !== 0);
  if (ranges.every((range) => range === '*/*') && ranges.length === qualities.size) return INDIFFERENT;
  // The formats for each media type: their own types, and the types of the client that they answer for. Formats of one type keep their order.
  const names = new Map<string, readonly Format[]>();
  for (const format of formats) names.set(format.mediaType, [...(names.get(format.mediaType) ?? []), format]);
  for (const range of ranges) {
    if (!names.has(range) && !range.includes('*'))
      names.set(
        range,
        formats.filter((one) => one.alsoFor?.(range)),
      );
  }
  const accepted = acceptedOf([...names.keys()], qualities);
  // A client that refuses application/json gets no problem+json either, unless it names a type with +json.
  const noJson = qualities.get('application/json') === 0 && !ranges.some((range) => range.endsWith('+json'));
  const order = accepted.flatMap((name) => names.get(name) as readonly Format[]);
  const chosen = [...new Set(noJson ? order.filter((format) => !isJson(format)) : order)];
  const html = qualities.get('text/html');
  const tied = html !== undefined && html !== 0 && html === qualities.get('application/json');
  if (chosen.length > 0) return { formats: chosen, indifferent: false, tied };
  // The client accepts no available format (`image/png`). It gets the first format instead of a 406, but never a format that it refused by name.
  return { formats: noJson ? formats.filter((format) => !isJson(format)) : formats, indifferent: false, tied: false };
}

/** The media ranges of the client without parameters, in its order, each with its quality value (RFC 9110 §12.4.2). Reads the field once. */
function qualitiesOf(accept: string): ReadonlyMap<string, number> {
  const qualities = new Map<string, number>();
  for (const range of accept.slice(0, MAX_ACCEPT).split(',', MAX_RANGES)) {
    const [type = '', ...parameters] = range.split(';', 16).map((part) => part.trim().toLowerCase());
    if (!/^[\w.+*-]+\/[\w.+*-]+$/.test(type)) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = weight === undefined ? 1 : /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight.slice(2)) : 1;
    qualities.set(type, Math.max(quality, qualities.get(type) ?? 0));
  }
  return qualities;
}

/** The acceptable media types, the best first: by quality value, then by the precision of the range, then in the client's order (RFC 9110 §12.5.1). */
function acceptedOf(types: readonly string[], qualities: ReadonlyMap<string, number>): readonly string[] {
  const ranges = [...qualities.keys()];
  return types
    .map((type) => {
      const range = [type, `${type.split('/', 1)[0]}/*`, '*/*'].find((candidate) => qualities.has(candidate));
      return { type, quality: qualities.get(range ?? '') ?? 0, wild: range?.split('*').length ?? 0, place: ranges.indexOf(range ?? '') };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.wild - b.wild || a.place - b.place)
    .map(({ type }) => type);
}

function startingWith<Format extends Negotiable>(first: Format, formats: readonly Format[]): readonly Format[] {
  return [first, ...formats.filter((format) => format !== first)];
}

const MAX_LENGTH = 2_048;
// Whatever parser a browser, a proxy or an app has: these are where parsers differ.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const UNTRUSTWORTHY = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]|^\s|\s$/;
/** Scheme, host and port in plain ASCII: no userinfo, no third slash, no ideographic dot, nothing to decode. */
const WHOLE_ADDRESS = /^https?:\/\/[\w.:[\]-]+(?=[/?#]|$)/i;
/** What a parser has to take away, and that of Node 20 does not always (`/a/.b/../c`): no page is called so, and `/.//e.com` ends elsewhere. */
const DOT_SEGMENT = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;
/** Where a path is read: an origin that can be nobody's (RFC 2606). */
const NOWHERE = 'https://halyard.invalid';

/**
 * Where a form may be sent back to: a path of this origin, or an http(s) address of one of `origins`, both read as a browser reads
 * them. Gives path, query and fragment, rebuilt, with exactly one slash at the start; `undefined` for everything else. Never throws.
 */
export function redirectTarget(given: unknown, origins: readonly string[]): string | undefined {
  if (!isReadable(given)) return undefined;
  if (given.startsWith('/')) return rebuilt(parsedPath(given));
  if (!WHOLE_ADDRESS.test(given)) return undefined;
  const url = parsed(given);
  return url !== undefined && origins.includes(url.origin) ? rebuilt(url) : undefined;
}

/**
 * Path and query of a request target (RFC 9112 §3.2), read and rebuilt like a redirect target, so that the two can be compared.
 * `undefined` for what no redirect leads to: `*`, an authority, `//x`.
 */
export function addressOf(url: string): string | undefined {
  if (!isReadable(url)) return undefined;
  const read = url.startsWith('/') ? parsedPath(url) : WHOLE_ADDRESS.test(url) ? parsed(url) : undefined;
  if (read !== undefined) read.hash = '';
  return rebuilt(read);
}

function isReadable(given: unknown): given is string {
  // An object with a toString says one thing now and another one later.
  return typeof given === 'string' && given.length <= MAX_LENGTH && given.isWellFormed() && !UNTRUSTWORTHY.test(given) && !DOT_SEGMENT.test(given);
}

/** Two slashes would be a path here, and are another host to a browser. */
function parsedPath(path: string): URL | undefined {
  return path.startsWith('//') ? undefined : parsed(NOWHERE + path);
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function rebuilt(url: URL | undefined): string | undefined {
  // After an origin, two slashes are a path; alone they are another host.
  if (url === undefined || url.pathname.startsWith('//')) return undefined;
  // The parser of Node 20 leaves it, today's browsers send it encoded (WHATWG URL, path percent-encode set).
  const target = url.pathname.replaceAll('^', '%5E') + url.search + url.hash;
  // Encoding makes a text longer.
  return target.length <= MAX_LENGTH ? target : undefined;
}

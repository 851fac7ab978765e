const MAX_LENGTH = 2_048;
// URL parsers of browsers, proxies and apps treat these characters differently.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const UNTRUSTWORTHY = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]|^\s|\s$/;
/** Scheme, host and port in plain ASCII: no userinfo, third slash, ideographic dot or escape. */
const WHOLE_ADDRESS = /^https?:\/\/[\w.:[\]-]+(?=[/?#]|$)/i;
/** Dot segments. Node 20 does not always remove them (`/a/.b/../c`). No page has one in its address, and `/.//e.com` can lead to another host. */
const DOT_SEGMENT = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;
/** The base URL for parsing a path. No one can own this origin (RFC 2606). */
const NOWHERE = 'https://halyard.invalid';

/**
 * The address that a form may be sent back to: a path of this origin, or an http(s) URL of one of `origins`. Both are parsed as a browser parses them.
 * Returns the rebuilt path, query and fragment, with exactly one slash at the start, or `undefined` for every other value. Never throws.
 */
export function redirectTarget(value: unknown, origins: readonly string[]): string | undefined {
  if (!isReadable(value)) return undefined;
  if (value.startsWith('/')) return rebuilt(parsedPath(value));
  if (!WHOLE_ADDRESS.test(value)) return undefined;
  const url = parsed(value);
  return url !== undefined && origins.includes(url.origin) ? rebuilt(url) : undefined;
}

/**
 * Path and query of a request target (RFC 9112 §3.2), parsed and rebuilt like a redirect target, so that you can compare the two.
 * `undefined` for a target that no redirect leads to: `*`, an authority, `//x`.
 */
export function addressOf(url: string): string | undefined {
  if (!isReadable(url)) return undefined;
  const read = url.startsWith('/') ? parsedPath(url) : WHOLE_ADDRESS.test(url) ? parsed(url) : undefined;
  if (read !== undefined) read.hash = '';
  return rebuilt(read);
}

function isReadable(value: unknown): value is string {
  // An object with a toString may return a different text at each call.
  return typeof value === 'string' && value.length <= MAX_LENGTH && value.isWellFormed() && !UNTRUSTWORTHY.test(value) && !DOT_SEGMENT.test(value);
}

/** The URL of a path. Two slashes at the start are a path here, but another host in a browser. */
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
  // After an origin, two slashes are part of the path. Without an origin, a browser reads another host.
  if (url === undefined || url.pathname.startsWith('//')) return undefined;
  // Node 20 keeps `^`, and current browsers send it encoded (WHATWG URL, path percent-encode set).
  const target = url.pathname.replaceAll('^', '%5E') + url.search + url.hash;
  // Percent-encoding makes the text longer, so the length is checked once more.
  return target.length <= MAX_LENGTH ? target : undefined;
}

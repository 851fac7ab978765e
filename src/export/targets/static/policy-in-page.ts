/** Directives that have no effect in a page (Content Security Policy Level 3, section 3.3): only a header can set them. */
const HEADER_ONLY = ['frame-ancestors', 'report-uri', 'sandbox'];

/** The end of `<head>`, or of the nearest tag before it. A parser makes a head where there is none. */
const BEFORE_HEAD = [/<head[\s>]/i, /<html[\s>]/i, /<!doctype[\s>]/i];

/** A browser looks for the encoding in the first 1,024 bytes only, so it stays before the policy. */
const CHARSET = /\s{0,9}<meta charset=["']?[\w-]{1,20}["']?\s?\/?>/iy;

/**
 * The page with its policy in a `<meta>` element. It is for a place that serves files, and sends no header of ours.
 *
 * @param html A whole HTML document.
 * @param policy The value of `Content-Security-Policy`. `undefined`: the page is returned as it is.
 */
export function withPolicyInPage(html: string, policy: string | undefined): string {
  const directives = (policy ?? '')
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !HEADER_ONLY.includes(directive.split(/\s/, 1)[0]?.toLowerCase() ?? ''));
  if (directives.length === 0) return html;
  const value = directives.join('; ').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const place = placeOf(html);
  return `${html.slice(0, place)}<meta http-equiv="Content-Security-Policy" content="${value}">${html.slice(place)}`;
}

function placeOf(html: string): number {
  for (const tag of BEFORE_HEAD) {
    const start = html.search(tag);
    const end = start === -1 ? -1 : html.indexOf('>', start);
    if (end === -1) continue;
    CHARSET.lastIndex = end + 1;
    return CHARSET.test(html) ? CHARSET.lastIndex : end + 1;
  }
  return 0;
}

import { parseHtml } from '../../html/parsed-html.ts';

/** Directives that have no effect in a page (Content Security Policy Level 3, section 3.3): only a header can set them. */
const HEADER_ONLY = ['frame-ancestors', 'report-uri', 'sandbox'];

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

/** The start of the head. A parser makes a head where there is none, at the first element that belongs into it. */
function placeOf(html: string): number {
  const { elements } = parseHtml(html);
  const start = (elements.find(({ name }) => name === 'head') ?? elements.find(({ name }) => name === 'html'))?.tag.to ?? doctypeEnd(html);
  // A browser looks for the encoding in the first 1,024 bytes only, so it stays before the policy.
  const charset = elements.find(({ name, attributes, tag }) => name === 'meta' && attributes.has('charset') && tag.from >= start);
  return charset !== undefined && html.slice(start, charset.tag.from).trim() === '' ? charset.tag.to : start;
}

function doctypeEnd(html: string): number {
  const text = html.trimStart();
  return /^<!doctype/i.test(text) ? html.length - text.length + text.indexOf('>') + 1 : 0;
}

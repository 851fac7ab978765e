import type { Break } from './break.ts';
import { contentHash } from './content-hash.ts';
import { type Edit, edited } from './edits.ts';
import { neutralJson } from './neutral-json.ts';
import { scriptWithLineEnds } from './neutral-script.ts';
import { cannotBreak } from './page-text.ts';
import { type HtmlElement, parseHtml, type Range, within } from './parsed-html.ts';
import { scriptType } from './script-types.ts';

/** A part of the source in which text is not written as between tags. */
interface Region extends Range {
  readonly kind: 'comment' | 'tag' | 'raw';
  readonly element?: HtmlElement;
}

/** A browser reads no character references in them. */
const RAW = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);

/** The HTML without the sequences, and the policy with the hashes of its new scripts and styles. */
export function neutralHtml(
  source: string,
  breaks: readonly Break[],
  { where, policy }: { readonly where: string; readonly policy: string | undefined },
): { readonly text: string; readonly policy: string | undefined } {
  const page = parseHtml(source);
  const regionAt = within(regionsOf(page.elements, page.comments));
  const edits: Edit[] = [];
  const inRaw = new Map<HtmlElement, Break[]>();
  for (const one of breaks) {
    const region = regionAt(one.char);
    const reference = { from: one.char, to: one.char + 1, text: `&#${source.charCodeAt(one.char)};` };
    const fail = (): never => {
      throw cannotBreak(one.sequence, { place: `${region?.element ? `<${region.element.name}> of ` : ''}${where}`, line: page.lineAt(one.char) });
    };
    if (region === undefined) edits.push(reference);
    else if (region.kind === 'comment') edits.push({ from: one.gap, to: one.gap, text: ' ' });
    else if (region.kind === 'tag') edits.push(isInValue(region.element as HtmlElement, one.char, source) ? reference : fail());
    else if (!/^(?:script|style)$/.test((region.element as HtmlElement).name)) fail();
    else {
      const element = region.element as HtmlElement;
      inRaw.set(element, [...(inRaw.get(element) ?? []), one]);
    }
  }
  let allowed = policy;
  const hashes: (readonly [string, string])[] = [];
  for (const [element, own] of inRaw) {
    const { from, to } = element.content;
    const shifted = own.map((one) => ({ ...one, char: one.char - from, gap: one.gap - from }));
    const text = rawText(element, source.slice(from, to), shifted);
    const [first] = own as [Break];
    if (text === undefined) throw cannotBreak(first.sequence, { place: `<${element.name}> of ${where}`, line: page.lineAt(first.char) });
    edits.push({ from, to, text });
    const [before, after] = [contentHash(element.text()), contentHash(asRead(text))];
    allowed = allowed?.replaceAll(before, after);
    hashes.push([before, after]);
  }
  // A page may have its policy in a <meta>, too.
  const text = hashes.reduce((written, [before, after]) => written.replaceAll(before, after), edited(source, edits));
  return { text, policy: allowed };
}

function regionsOf(elements: readonly HtmlElement[], comments: readonly Range[]): readonly Region[] {
  const regions: Region[] = comments.map(({ from, to }) => ({ from, to, kind: 'comment' }));
  for (const element of elements) {
    regions.push({ ...element.tag, kind: 'tag', element });
    if (RAW.has(element.name) && !element.isSvg) regions.push({ ...element.content, kind: 'raw', element });
  }
  return regions;
}

function isInValue({ attributes }: HtmlElement, offset: number, source: string): boolean {
  return [...attributes.values()].some(({ from, to }) => from <= offset && offset < to && source.slice(from, offset).includes('='));
}

/** The text of a script or a style, with the same meaning and without the sequences. */
function rawText(element: HtmlElement, text: string, breaks: readonly Break[]): string | undefined {
  if (element.name === 'style') return neutralStyle(text, breaks);
  const type = scriptType(element);
  if (type === 'classic')
    return scriptWithLineEnds(
      text,
      breaks.map(({ gap }) => gap),
    );
  if (type === 'module') return undefined;
  try {
    const written = neutralJson(text, breaks, '');
    return JSON.stringify(JSON.parse(written)) === JSON.stringify(JSON.parse(text)) ? written : undefined;
  } catch {
    // It is no JSON: perhaps a template of the page, which has signs of its own.
    return undefined;
  }
}

/** In a string or an address, `\7b ` is `{` (CSS Syntax §4.3.7). Between the tokens, CSS may have a space. */
function neutralStyle(text: string, breaks: readonly Break[]): string {
  const tokens = within(
    Array.from(text.matchAll(TOKENS), ({ index, 0: { length }, groups }) => ({
      from: index,
      to: index + length,
      isComment: groups?.['comment'] !== undefined,
    })),
  );
  return edited(
    text,
    breaks.map(({ char, gap }) => {
      const token = tokens(char);
      if (token === undefined || token.isComment) return { from: gap, to: gap, text: ' ' };
      return { from: char, to: char + 1, text: `\\${text.charCodeAt(char).toString(16)} ` };
    }),
  );
}

/** Comments, strings, and addresses without quotes. */
const TOKENS =
  /(?<comment>\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$))|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|url\(\s*(?!["'\s])(?:[^)\\]|\\[\s\S])*\)?/gi;

function asRead(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

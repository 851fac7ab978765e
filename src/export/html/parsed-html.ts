import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, parse, type Token } from 'parse5';
import { boundedTree } from '../../drill/checks/bounded-tree.ts';
import { hasBoundedTags } from '../../drill/checks/page-limits.ts';
import { ExportError } from '../model/export-error.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
/** The place of a node. Only an element has a start tag. */
type Place = Token.Location & { readonly startTag?: Token.Location };
type ParsedElement = DefaultTreeAdapterTypes.Element;

/** A place of the source: from this offset to before that offset. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** An attribute: its value as a browser reads it, and the place of name and value in the source. */
export interface HtmlAttribute extends Range {
  readonly name: string;
  readonly value: string;
}

/** An element that is written in the source. Elements that only the parser adds are not listed. */
export interface HtmlElement {
  /** The name in lower case: `link`. */
  readonly name: string;
  readonly isSvg: boolean;
  readonly attributes: ReadonlyMap<string, HtmlAttribute>;
  readonly parent: HtmlElement | undefined;
  readonly tag: Range;
  /** What is between the tags. Empty for an element such as `<link>`. */
  readonly content: Range;
  /** The element with both tags. */
  readonly whole: Range;
  /** The end tag is written. */
  readonly isClosed: boolean;
  /** The text in it, as a browser reads it: line ends are LF. */
  text(): string;
}

/** An HTML text as a browser reads it, with the places of all parts. */
export interface ParsedHtml {
  readonly source: string;
  readonly elements: readonly HtmlElement[];
  readonly comments: readonly Range[];
  /** The number of the line of an offset. */
  lineAt(offset: number): number;
}

/** The longest page, in characters, and the most elements and the deepest nesting. The time of the parser grows faster than the page beyond them. */
const MAX_PAGE = 4 * 1024 * 1024;
const LIMITS = { elements: 100_000, depth: 400 };
const TOO_MUCH = { elements: `more than ${LIMITS.elements} elements`, depth: `elements in each other, ${LIMITS.depth} deep` };

/** Reads a whole page. @throws ExportError if it is too long, too deep or too full to be read in time. */
export function parseHtml(source: string): ParsedHtml {
  if (source.length > MAX_PAGE) throw refused(`more than ${MAX_PAGE / 1024 / 1024} MB`);
  if (!hasBoundedTags(source)) throw refused('a tag with thousands of attributes');
  // With scripts, the text in <noscript> is not parsed. A browser without scripts does parse it, and loads what it names.
  const seen = read(source, true);
  const withoutScripts = seen.elements.filter(({ name }) => name === 'noscript');
  if (withoutScripts.length > 0) {
    const isInside = within(withoutScripts.map(({ content }) => content));
    const plain = read(source, false);
    for (const element of plain.elements) if (isInside(element.tag.from) !== undefined) seen.elements.push(element);
    for (const comment of plain.comments) if (isInside(comment.from) !== undefined) seen.comments.push(comment);
  }
  seen.elements.sort((a, b) => a.tag.from - b.tag.from);
  return { source, ...seen, lineAt: linesOf(source) };
}

function refused(found: string): ExportError {
  return new ExportError('E_EXPORT_PAGE', { found: `a page with ${found}`, expected: 'a page that can be read in a moment', todo: 'Make the view smaller.' });
}

function read(source: string, scriptingEnabled: boolean): { readonly elements: HtmlElement[]; readonly comments: Range[] } {
  // A browser drops the mark of the byte order. The parser would begin the body with it.
  const skipped = source.startsWith('\uFEFF') ? 1 : 0;
  const document = parse(source.slice(skipped), {
    sourceCodeLocationInfo: true,
    scriptingEnabled,
    treeAdapter: boundedTree(LIMITS, (limit) => refused(TOO_MUCH[limit])),
  });
  const elements: HtmlElement[] = [];
  const comments: Range[] = [];
  const range = ({ startOffset, endOffset }: { startOffset: number; endOffset: number }): Range => ({ from: startOffset + skipped, to: endOffset + skipped });
  const known = new Set<number>();
  const add = (nodes: readonly Node[], parent: HtmlElement | undefined): void => {
    for (const node of nodes) {
      const place: Place | null | undefined = node.sourceCodeLocation;
      if (defaultTreeAdapter.isCommentNode(node) && place) comments.push(range(place));
      if (!defaultTreeAdapter.isElementNode(node)) continue;
      // The parser repeats elements such as <b> that are closed too late. They have one place.
      const tag = place && range(place.startTag ?? place);
      const element = tag && !known.has(tag.from) ? elementOf(node, tag, parent, range) : undefined;
      if (element && tag) {
        known.add(tag.from);
        elements.push(element);
      }
      add('content' in node ? node.content.childNodes : node.childNodes, element ?? parent);
    }
  };
  add(document.childNodes, undefined);
  return { elements, comments };
}

function elementOf(
  node: ParsedElement,
  tag: Range,
  parent: HtmlElement | undefined,
  range: (place: { startOffset: number; endOffset: number }) => Range,
): HtmlElement {
  const place = node.sourceCodeLocation;
  const places = place?.attrs ?? {};
  const end = place?.endTag && range(place.endTag);
  // An element that the end of the page closes ends with its last text.
  const last = node.childNodes.at(-1)?.sourceCodeLocation;
  const whole = { from: tag.from, to: Math.max(tag.to, ...[place, last].map((one) => (one ? range(one).to : 0))) };
  const attributes = node.attrs.flatMap(({ name, prefix, value }) => {
    const full = (prefix ? `${prefix}:${name}` : name).toLowerCase();
    const at = places[full];
    return at === undefined ? [] : [[full, { name: full, value, ...range(at) }] as const];
  });
  return {
    name: node.tagName.toLowerCase(),
    isSvg: node.namespaceURI === names.NS.SVG,
    attributes: new Map(attributes),
    parent,
    tag,
    content: { from: tag.to, to: end?.from ?? whole.to },
    whole,
    isClosed: end !== undefined,
    text: () => textOf(node),
  };
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function linesOf(source: string): (offset: number) => number {
  const starts = [0, ...Array.from(source.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length)];
  return (offset) => lastAtMost(starts.length, (index) => starts[index] as number, offset) + 1;
}

/** Finds the range that has an offset. The ranges do not overlap. */
export function within<R extends Range>(ranges: readonly R[]): (offset: number) => R | undefined {
  const sorted = ranges.toSorted((a, b) => a.from - b.from);
  return (offset) => {
    const found = sorted[lastAtMost(sorted.length, (index) => (sorted[index] as R).from, offset)];
    return found !== undefined && found.from <= offset && offset < found.to ? found : undefined;
  };
}

/** The last index whose value is not greater, found by halving: pages have many elements. */
function lastAtMost(count: number, valueAt: (index: number) => number, most: number): number {
  let [low, high] = [0, count];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= most) low = middle;
    else high = middle;
  }
  return low;
}

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, type ParserError, parse, parseFragment } from 'parse5';
import { boundedTree } from './bounded-tree.ts';
import { hasBoundedTags, MAX_DEPTH, MAX_ELEMENTS, MAX_PAGE, PageRefused } from './page-limits.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** An element of a page, in the order of the page. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: PageElement | undefined;
  /** The start tag as it is written. Empty if the parser has added the element. */
  readonly tag: string;
  /** The offset of the start tag, or -1. */
  readonly at: number;
  /** Its end tag is written, or it needs none. */
  readonly isClosed: boolean;
  /** The text in it, on one line. */
  text(): string;
  /** The elements in it, at every depth. */
  inside(): readonly PageElement[];
}

/** A page as a browser reads it. */
export interface Page {
  readonly html: string;
  /** It has `<html>` or a doctype. Front ends such as htmx get parts of pages. */
  readonly isWhole: boolean;
  readonly elements: readonly PageElement[];
  readonly errors: readonly { readonly code: string; readonly at: number }[];
  /** What the page has too much of to be read. */
  readonly refused?: string;
}

const TOO_MUCH = { elements: `has more than ${MAX_ELEMENTS} elements`, depth: `is nested deeper than ${MAX_DEPTH} elements` };

/** Reads a page. Its time grows with its length only: a page that is too long, too deep or too full is refused. */
export function pageOf(html: string): Page {
  const isWhole = /<(?:!doctype|html)[\s>]/i.test(html.slice(0, 4_096));
  const refuse = (refused: string): Page => ({ html, isWhole, elements: [], errors: [], refused });
  if (html.length > MAX_PAGE) return refuse(`is longer than ${MAX_PAGE / 1024} kB`);
  if (!hasBoundedTags(html)) return refuse('has a tag with thousands of attributes');
  const errors: { code: string; at: number }[] = [];
  try {
    const options = {
      treeAdapter: boundedTree({ elements: MAX_ELEMENTS, depth: MAX_DEPTH }, (limit) => new PageRefused(TOO_MUCH[limit])),
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startOffset }: ParserError) => errors.push({ code, at: startOffset }),
    };
    const root = isWhole ? parse(html, options) : parseFragment(html, options);
    return { html, isWhole, elements: elementsOf(root.childNodes, html), errors };
  } catch (error) {
    if (error instanceof PageRefused) return refuse(error.message);
    throw error;
  }
}

/** Elements without an end tag, and those whose end tag may be left out (HTML §13.1.2). */
const NEEDS_NO_END = new Set(
  'area base br col embed hr img input link meta source track wbr li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th html head body'.split(
    ' ',
  ),
);

function elementsOf(nodes: readonly Node[], html: string): readonly PageElement[] {
  const elements: PageElement[] = [];
  const add = (children: readonly Node[], parent: PageElement | undefined): void => {
    for (const node of children) {
      if (!defaultTreeAdapter.isElementNode(node)) continue;
      const place = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
      const from = elements.length;
      let to = from + 1;
      const element: PageElement = {
        name: node.tagName,
        attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
        parent,
        tag: place ? html.slice(place.startOffset, Math.min(place.endOffset, place.startOffset + 2_000)) : '',
        at: place?.startOffset ?? -1,
        isClosed: !place || node.sourceCodeLocation?.endTag !== undefined || NEEDS_NO_END.has(node.tagName) || html[place.endOffset - 2] === '/',
        text: () => textOf(node).replace(/\s+/g, ' ').trim(),
        inside: () => elements.slice(from + 1, to),
      };
      elements.push(element);
      add('content' in node ? node.content.childNodes : node.childNodes, element);
      to = elements.length;
    }
  };
  add(nodes, undefined);
  return elements;
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The elements around this one, the nearest first. */
export function* around(element: PageElement): Generator<PageElement> {
  for (let one = element.parent; one !== undefined; one = one.parent) yield one;
}

/** The start tag, short enough for a message. It shows no value that differs from page to page. */
export function shownTag({ name, attributes }: PageElement): string {
  const kept = ['id', 'class', 'name', 'type', 'src', 'href'].flatMap((key) => {
    const value = attributes.get(key);
    return value === undefined || value.length > 60 ? [] : [` ${key}="${value}"`];
  });
  return `<${name}${kept.slice(0, 2).join('')}>`;
}

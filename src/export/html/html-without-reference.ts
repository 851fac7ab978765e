import { cutInLine, isAboutReference, withoutMark } from './about-reference.ts';
import { removal, valueEdit } from './attribute.ts';
import { type Edit, edited } from './edits.ts';
import { type HtmlElement, type ParsedHtml, parseHtml, type Range, within } from './parsed-html.ts';

/** Elements that hold the page. They stay, whatever is in them. */
const HOLDERS = new Set(['html', 'head', 'body', 'main', 'header', 'nav', 'table', 'tbody', 'thead', 'tfoot', 'tr', 'dl', 'form', 'noscript', 'template']);
/** Elements that a visitor needs for something else than the reference. */
const RICH = new Set(['a', 'audio', 'button', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'img', 'input', 'select', 'textarea', 'video']);
/** Elements whose text is only a text. */
const TITLES = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'option', 'textarea']);
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'code',
  'em',
  'i',
  'kbd',
  'label',
  'mark',
  'output',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strong',
  'tt',
  'u',
  'var',
]);
const CELLS = new Set(['dd', 'dt', 'td', 'th']);
const CODE = new Set(['script', 'style']);

/** The page without its reference and what leads to it. The mark stays where it cannot be taken out. */
export function htmlWithoutReference(source: string, mark: string): string {
  const page = new MarkedPage(parseHtml(source), mark);
  const edits: Edit[] = page.inAttributes();
  const places: number[] = [];
  for (let at = source.indexOf(mark); at !== -1; at = source.indexOf(mark, at + mark.length)) places.push(at);
  for (const at of places) {
    if (page.isInTag(at)) continue;
    const range = page.rangeOfText(at);
    if (range !== undefined) edits.push(range);
  }
  // The larger one of two edits at the same place has the smaller one in it.
  return edited(
    source,
    edits.toSorted((a, b) => a.from - b.from || b.to - a.to),
  );
}

class MarkedPage {
  readonly #page: ParsedHtml;
  readonly #mark: string;
  readonly #tagAt: (offset: number) => Range | undefined;

  constructor(page: ParsedHtml, mark: string) {
    this.#page = page;
    this.#mark = mark;
    this.#tagAt = within(page.elements.map(({ tag }) => tag));
  }

  isInTag(at: number): boolean {
    return this.#tagAt(at) !== undefined;
  }

  /** A button, a field and a meta element with the reference are for nothing else. A link stays: its address loses the reference. */
  inAttributes(): Edit[] {
    return this.#page.elements.flatMap((element) => {
      const marked = [...element.attributes.values()].filter(({ value }) => value.includes(this.#mark));
      if (marked.length === 0) return [];
      if (/^(?:button|input|meta)$/.test(element.name)) return [{ ...this.#alone(element).whole, text: '' }];
      return marked.map((attribute) => {
        const value = withoutMark(attribute.value, this.#mark);
        return value.trim() === '' || /^on/.test(attribute.name) ? removal(attribute) : valueEdit(attribute, value);
      });
    });
  }

  /** The edit that takes the reference out of a text. */
  rangeOfText(at: number): Edit | undefined {
    const inner = this.#innermost(at);
    if (inner === undefined || CODE.has(inner.name)) return undefined;
    if (TITLES.has(inner.name)) return this.#inTitle(inner);
    const alone = this.#alone(inner);
    const isAlone = this.#rest(alone) === '' && !HOLDERS.has(alone.name);
    if (isAlone && alone.name === 'dd') return this.#pair(alone);
    if (isAlone && CELLS.has(alone.name)) return this.#row(alone);
    const place = isAlone ? alone.whole : { from: at, to: at + this.#mark.length };
    const holder = this.#inParentheses(place) ? undefined : (this.#sentence(alone) ?? (isAlone && !INLINE.has(alone.name) ? alone : undefined));
    if (holder !== undefined) return { ...this.#alone(holder).whole, text: '' };
    return this.#inLine(place);
  }

  #innermost(at: number): HtmlElement | undefined {
    return this.#page.elements.findLast(({ content }) => content.from <= at && at < content.to);
  }

  /** What an element says besides the reference. */
  #rest(element: HtmlElement): string {
    return element
      .text()
      .replaceAll(this.#mark, '')
      .replace(/[\s.,:;!#()[\]"'`–—-]+/g, ' ')
      .trim();
  }

  /** The largest element around this one that holds nothing else. */
  #alone(element: HtmlElement): HtmlElement {
    let found = element;
    for (let next = found.parent; next !== undefined && !HOLDERS.has(next.name); next = next.parent) {
      if (this.#rest(next) !== this.#rest(element) || this.#hasMore(next)) break;
      found = next;
    }
    return found;
  }

  /** The smallest element that is only about the reference. */
  #sentence(element: HtmlElement): HtmlElement | undefined {
    for (let next: HtmlElement | undefined = element; next !== undefined && !HOLDERS.has(next.name); next = next.parent) {
      if (CELLS.has(next.name) || this.#hasMore(next)) return undefined;
      if (this.#rest(next) !== '' && isAboutReference(this.#words(next), this.#mark) && this.#leavesNoHole(next)) return next;
    }
    return undefined;
  }

  /** The text of an element. A line that ends without a colon ends a sentence, too. */
  #words({ content }: HtmlElement): string {
    const source = this.#page.source.slice(content.from, content.to);
    const lines = source.split(/<br\b[^<>]*>/i).map((line) => line.replace(/<[^<>]*>/g, '').trim());
    return lines.reduce((text, line) => `${text}${text === '' || /[.:]$/.test(text) ? '' : '.'} ${line}`.trim(), '');
  }

  /** An inline element can be a part of a longer sentence: `please mention <b>reference X</b> to us`. */
  #leavesNoHole({ name, parent, whole }: HtmlElement): boolean {
    if (!INLINE.has(name) || parent === undefined) return true;
    const before = this.#page.source.slice(parent.content.from, whole.from).trim();
    return before === '' || /(?:[.!?:]|<br\s*\/?>|<\/(?:p|div|h\d)>)$/i.test(before);
  }

  /** It has something else that a visitor uses. Links and buttons that have the reference in them are not counted. */
  #hasMore({ tag, whole }: HtmlElement): boolean {
    return this.#page.elements.some(
      (one) =>
        RICH.has(one.name) && one.tag.from > tag.from && one.tag.from < whole.to && !this.#page.source.slice(one.whole.from, one.whole.to).includes(this.#mark),
    );
  }

  #inTitle(element: HtmlElement): Edit | undefined {
    const { from, to } = element.content;
    const text = withoutMark(this.#page.source.slice(from, to), this.#mark);
    return text.replace(/<[^<>]*>/g, '').trim() === '' ? undefined : { from, to, text };
  }

  /** A term and its description. Without other pairs, the whole list. */
  #pair(description: HtmlElement): Edit | undefined {
    const siblings = this.#page.elements.filter(({ parent }) => parent === description.parent);
    const before = siblings[siblings.indexOf(description) - 1];
    if (before?.name !== 'dt') return undefined;
    const whole = siblings.length === 2 && description.parent ? description.parent.whole : { from: before.whole.from, to: description.whole.to };
    return { ...whole, text: '' };
  }

  /** A row with a label. Without other rows, the whole table. */
  #row(cell: HtmlElement): Edit | undefined {
    const row = cell.parent;
    if (row === undefined || this.#page.elements.filter(({ parent }) => parent === row).length > 2 || this.#hasMore(row)) return undefined;
    let table: HtmlElement | undefined = row;
    while (table !== undefined && table.name !== 'table') table = table.parent;
    const rows = this.#page.elements.filter(({ name, tag }) => name === 'tr' && table && tag.from > table.tag.from && tag.from < table.whole.to);
    return { ...(rows.length === 1 && table ? table : row).whole, text: '' };
  }

  /** The reference is an aside: what stands around it is about something else. */
  #inParentheses({ from, to }: Range): boolean {
    const { source } = this.#page;
    const open = source.lastIndexOf('(', from);
    const between = source.slice(open, from);
    return open !== -1 && from - open <= 60 && !/[)<]/.test(between) && source[to] === ')' && /[^\s>]\s*$/.test(source.slice(Math.max(0, open - 40), open));
  }

  /** A part of a line of text: what stands in parentheses, or a sentence. */
  #inLine({ from, to }: Range): Edit | undefined {
    const { source } = this.#page;
    const start = source.lastIndexOf('>', from - 1) + 1;
    const next = source.indexOf('<', to);
    const end = next === -1 ? source.length : next;
    const line = source.slice(start, end);
    const cut = cutInLine(line, from - start, to - start);
    if (cut !== undefined) return { from: start + cut.from, to: start + cut.to, text: '' };
    const isLine = /<br\s*\/?>\s*$/i.test(source.slice(Math.max(0, start - 8), start)) || /^<br\b/i.test(source.slice(end, end + 4));
    return isLine && line.length - (to - from) <= 60 ? { from: start, to: end, text: '' } : undefined;
  }
}

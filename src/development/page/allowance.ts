import { escapeHtml } from '../../core/formats/escape-html.ts';

/** How many bytes the parts of a page may have. After the first part that does not fit, no other is taken, and the caller says what is left out. */
export class Allowance {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get isFull(): boolean {
    return this.#left === 0;
  }

  /** Whether the HTML fits. If it does, it is counted. */
  takes(html: string): boolean {
    const size = Buffer.byteLength(html);
    this.#left = size > this.#left ? 0 : this.#left - size;
    return this.#left > 0;
  }

  /** The items that fit, and how many are left out. After the first that does not fit, no other is tried. */
  fitting<Item>(items: readonly Item[], htmlOf: (item: Item, index: number) => string): { readonly html: string; readonly omitted: number } {
    const parts: string[] = [];
    for (const [index, item] of items.entries()) {
      const html = htmlOf(item, index);
      if (!this.takes(html)) return { html: parts.join(''), omitted: items.length - index };
      parts.push(html);
    }
    return { html: parts.join(''), omitted: 0 };
  }
}

/** Escapes a text, and cuts it so that its HTML has at most this many bytes. */
export function escapedWithin(text: string, bytes: number): { readonly html: string; readonly omitted: number } {
  // Each UTF-16 unit is one byte at least, so a longer text never fits.
  const start = text.slice(0, bytes + 1).toWellFormed();
  const html = escapeHtml(start);
  if (text.length <= bytes && Buffer.byteLength(html) <= bytes) return { html, omitted: 0 };
  let size = 0;
  let end = 0;
  for (const character of start) {
    size += Buffer.byteLength(escapeHtml(character));
    if (size > bytes) break;
    end += character.length;
  }
  return { html: escapeHtml(start.slice(0, end)), omitted: text.length - end };
}

import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Shorter bodies are kept as they are. */
const SMALL = 2_048;
/** Of the bodies that are not equal, so many characters are kept as they are. The others are packed. */
const MOST = 16_000_000;
/** Each stands for a part that differs from answer to answer. */
const MARKS = ['\u0001', '\u0002', '\u0003', '\u0004'] as const;

/** Makes a body. */
type Body = () => string;

/**
 * The bodies of a run in little memory: a drill keeps a thousand, and an error page may have hundreds of kilobytes. Bodies that differ only in their own
 * reference and path are one text.
 */
export class SharedBodies {
  readonly #texts = new Map<string, Body>();
  #kept = 0;
  #last: { readonly body: object; readonly text: string } | undefined;

  /**
   * @param varying - the texts in which equal pages differ, such as the reference of the answer
   * @returns a function that makes the same body again
   */
  keep(body: string, varying: readonly string[]): Body {
    if (body.length < SMALL || MARKS.some((mark) => body.includes(mark))) return this.#bounded(body);
    const parts = varying.filter((part) => part.length >= 6).slice(0, MARKS.length);
    const common = parts.reduce((text, part, index) => text.replaceAll(part, MARKS[index] as string), body);
    return this.#remembered(filled(this.#shared(common), parts));
  }

  #shared(common: string): Body {
    const known = this.#texts.get(common);
    if (known !== undefined) return known;
    const text = this.#bounded(common);
    // A packed text is not a key, which would keep it.
    if (this.#kept <= MOST) this.#texts.set(common, text);
    return text;
  }

  #bounded(text: string): Body {
    this.#kept += text.length;
    return this.#kept > MOST ? packed(text) : constant(text);
  }

  /** A dozen checks, one after the other, read the same body. */
  #remembered(body: Body): Body {
    return () => {
      if (this.#last?.body !== body) this.#last = { body, text: body() };
      return this.#last.text;
    };
  }
}

// Each function is made where only its own values are in scope: closures of one scope keep all values of that scope.

function constant(text: string): Body {
  return () => text;
}

function packed(text: string): Body {
  const bytes = deflateRawSync(text, { level: 1 });
  return () => inflateRawSync(bytes).toString();
}

function filled(text: Body, parts: readonly string[]): Body {
  return () => parts.reduceRight((result, part, index) => result.replaceAll(MARKS[index] as string, () => part), text());
}

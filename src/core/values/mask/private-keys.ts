import { MASKED, type Secret } from './masked.ts';

const LABEL = /-----BEGIN [A-Z\d ]{0,32}PRIVATE KEY(?: BLOCK)?-----/y;
const BODY = /[A-Za-z\d+/=\s\\:,.-]*/y;
const END = /-----END [A-Z\d ]{0,48}-----/y;

/** Finds the private keys in one text (RFC 7468, RFC 1421, OpenPGP). A certificate is public, and stays. */
export class PrivateKeys {
  /** The index of the next `-----END`, or -1. It is searched once, because many keys may begin before the same `-----END`, or before none. */
  #end = 0;

  /** The key whose `-----BEGIN` ends at `to`. */
  at(text: string, to: number): Secret | undefined {
    const from = to - '-----BEGIN'.length;
    LABEL.lastIndex = from;
    if (!LABEL.test(text)) return undefined;
    const begun = LABEL.lastIndex;
    if (!isKeyBody(text.slice(begun, begun + 128))) return undefined;
    if (this.#end !== -1 && this.#end < begun) this.#end = text.indexOf('-----END', begun);
    // A key without an end was cut. A complete key is masked up to its end, with any content.
    const isCut = this.#end === -1;
    const shape = isCut ? BODY : END;
    shape.lastIndex = isCut ? begun : this.#end;
    return { from, to: shape.test(text) ? shape.lastIndex : this.#end, mask: MASKED };
  }
}

/** Whether a key follows the label: on a new line, or too long to be prose. */
function isKeyBody(body: string): boolean {
  return /^\s*(?:\n|\\n|\\r)/.test(body) || /[\w+/=]{24}/.test(body.split('-----END', 1)[0] ?? '');
}

import { MASKED, type Secret } from './masked.ts';

const LABEL = /-----BEGIN [A-Z\d ]{0,32}PRIVATE KEY(?: BLOCK)?-----/y;
const BODY = /[A-Za-z\d+/=\s\\:,.-]*/y;
const END = /-----END [A-Z\d ]{0,48}-----/y;

/** Private keys (RFC 7468, RFC 1421, OpenPGP) of one text; a certificate is public. */
export class PrivateKeys {
  /** The next `-----END`, looked for once: many keys may begin before it, or before none. */
  #end = 0;

  /** The key whose `-----BEGIN` ends at `to`. */
  at(text: string, to: number): Secret | undefined {
    const from = to - '-----BEGIN'.length;
    LABEL.lastIndex = from;
    if (!LABEL.test(text)) return undefined;
    const begun = LABEL.lastIndex;
    if (!isKeyBody(text.slice(begun, begun + 128))) return undefined;
    if (this.#end < begun) this.#end = text.indexOf('-----END', begun);
    if (this.#end === -1) this.#end = Number.POSITIVE_INFINITY;
    BODY.lastIndex = begun;
    BODY.test(text);
    // Cut off, or up to its end, whatever is in it.
    if (this.#end === Number.POSITIVE_INFINITY) return { from, to: BODY.lastIndex, mask: MASKED };
    END.lastIndex = this.#end;
    return { from, to: END.test(text) ? END.lastIndex : this.#end, mask: MASKED };
  }
}

/** On lines of its own, or too long for a remark. */
function isKeyBody(body: string): boolean {
  return /^\s*(?:\n|\\n|\\r)/.test(body) || /[\w+/=]{24}/.test(body.split('-----END', 1)[0] ?? '');
}

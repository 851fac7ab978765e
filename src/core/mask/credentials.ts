import { MASKED, type Secret } from './masked.ts';
import { isRandom } from './secret-keys.ts';

const SCHEMES: ReadonlySet<string> = new Set(['bearer', 'basic', 'digest', 'token', 'negotiate', 'ntlm', 'apikey', 'api-key', 'dpop', 'hawk', 'ssws', 'key']);
/** Their first and last letters: hardly any other word has them. */
const ENDS: ReadonlySet<number> = new Set(Array.from(SCHEMES, (scheme) => ends(scheme, 0, scheme.length)));
const CREDENTIALS = /[ \t]+([\w.~+/-]+=*)(?!")/y;
const PARAMETERS = /[ \t]+\w+="?[^\r\n]+/y;
/** What nobody takes for a word: a digit, or what words have at their end only. */
const NO_WORD = /\d|[a-z][A-Z]|[._~+/=].|=$/;

/** What follows the name of a scheme (RFC 9110 §11.4) between `from` and `to`. `Bearer of bad news` has none. */
export function credentials(text: string, from: number, to: number): Secret | undefined {
  if (!ENDS.has(ends(text, from, to))) return undefined;
  const scheme = text.slice(from, to).toLowerCase();
  if (!SCHEMES.has(scheme)) return undefined;
  if (scheme === 'digest' || scheme === 'hawk') return matched(text, PARAMETERS, to)?.secret;
  const found = matched(text, CREDENTIALS, to);
  if (found === undefined) return undefined;
  const { value, secret } = found;
  if (scheme === 'bearer' || scheme === 'dpop') return NO_WORD.test(value) || value.length > 20 ? secret : undefined;
  if (scheme === 'basic' || scheme === 'negotiate' || scheme === 'ntlm') return value.length > 7 && isBase64(value) ? secret : undefined;
  return isRandom(value.slice(0, 128)) ? secret : undefined;
}

function ends(text: string, from: number, to: number): number {
  return ((text.charCodeAt(from) | 32) << 8) | text.charCodeAt(to - 1) | 32;
}

function isBase64(value: string): boolean {
  return value.endsWith('=') || /\d/.test(value) || (value.length % 4 === 0 && /[a-z][A-Z]/.test(value));
}

function matched(text: string, shape: RegExp, from: number): { readonly value: string; readonly secret: Secret } | undefined {
  shape.lastIndex = from;
  const [whole, value = ''] = shape.exec(text) ?? [];
  if (whole === undefined) return undefined;
  // A full stop ends the sentence.
  const to = from + whole.length - (whole.endsWith('.') ? 1 : 0);
  return { value, secret: { from: to - (value === '' ? whole.trimStart().length : value.length - (whole.endsWith('.') ? 1 : 0)), to, mask: MASKED } };
}

const LABEL = /-----BEGIN [A-Z\d ]{0,32}PRIVATE KEY(?: BLOCK)?-----/y;
const BODY = /[A-Za-z\d+/=\s\\:,.-]*/y;

/** A private key (RFC 7468, RFC 1421, OpenPGP) the `-----BEGIN` of which ends at `to`; a certificate is public. */
export function privateKey(text: string, to: number): Secret | undefined {
  const from = to - '-----BEGIN'.length;
  LABEL.lastIndex = from;
  if (!LABEL.test(text)) return undefined;
  const begun = LABEL.lastIndex;
  const end = text.indexOf('-----END', begun);
  if (end !== -1 && end - begun < 65_536) return isKeyBody(text.slice(begun, end)) ? { from, to: afterEnd(text, end), mask: MASKED } : undefined;
  // Cut off.
  BODY.lastIndex = begun;
  BODY.test(text);
  return isKeyBody(text.slice(begun, BODY.lastIndex)) ? { from, to: BODY.lastIndex, mask: MASKED } : undefined;
}

/** On lines of its own, or too long for a remark. */
function isKeyBody(body: string): boolean {
  return /^\s*(?:\n|\\n|\\r)/.test(body.slice(0, 64)) || /[\w+/=]{24}/.test(body.slice(0, 2_048));
}

const END = /-----END [A-Z\d ]{0,48}-----/y;

function afterEnd(text: string, at: number): number {
  END.lastIndex = at;
  return END.test(text) ? END.lastIndex : at;
}

import { MASKED, type Secret } from './masked.ts';
import { isRandom } from './secret-keys.ts';

const SCHEMES: ReadonlySet<string> = new Set(['bearer', 'basic', 'digest', 'token', 'negotiate', 'ntlm', 'apikey', 'api-key', 'dpop', 'hawk', 'ssws', 'key']);
const CREDENTIALS = /[ \t]+([\w.~+/-]+=*)(?!")/y;
const PARAMETERS = /[ \t]+(\w+="?[^\r\n]+)/y;
/** Characters that no ordinary word has: a digit, or a sign that a word can only have at its end. */
const NO_WORD = /\d|[a-z][A-Z]|[._~+/=].|=$/;

/** The credentials after the name of a scheme (RFC 9110 §11.4) between `from` and `to`. `Bearer of bad news` has no credentials. */
export function credentials(text: string, from: number, to: number): Secret | undefined {
  const scheme = text.slice(from, to).toLowerCase();
  if (!SCHEMES.has(scheme)) return undefined;
  if (scheme === 'digest' || scheme === 'hawk') return matched(text, PARAMETERS, to)?.secret;
  const found = matched(text, CREDENTIALS, to);
  if (found === undefined) return undefined;
  const { value, secret } = found;
  if (scheme === 'bearer' || scheme === 'dpop') return NO_WORD.test(value) || value.length > 15 ? secret : undefined;
  if (scheme === 'basic' || scheme === 'negotiate' || scheme === 'ntlm') return value.length > 7 && isBase64(value) ? secret : undefined;
  return isRandom(value.slice(0, 128)) ? secret : undefined;
}

function isBase64(value: string): boolean {
  return value.endsWith('=') || /\d/.test(value) || (value.length % 4 === 0 && /[a-z][A-Z]/.test(value));
}

function matched(text: string, shape: RegExp, from: number): { readonly value: string; readonly secret: Secret } | undefined {
  shape.lastIndex = from;
  const value = shape.exec(text)?.[1];
  if (value === undefined) return undefined;
  const to = shape.lastIndex;
  // A full stop belongs to the sentence, and not to the secret.
  return { value, secret: { from: to - value.length, to: value.endsWith('.') ? to - 1 : to, mask: MASKED } };
}

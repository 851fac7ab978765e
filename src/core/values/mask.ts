import { accountNumber } from './mask/account-numbers.ts';
import { credentials } from './mask/credentials.ts';
import type { Secret } from './mask/masked.ts';
import { elementValue, flagValue, namedValue } from './mask/named-values.ts';
import { PrivateKeys } from './mask/private-keys.ts';
import { botToken, secretKey } from './mask/secret-keys.ts';
import { UrlCredentials } from './mask/url-credentials.ts';
import { isWordCode, WIDE_COLON, WIDE_EQUALS } from './mask/word-code.ts';

export { MASKED } from './mask/masked.ts';
export { isSecretName } from './mask/secret-names.ts';

/**
 * The text without secrets that have a known shape or a known name before them: keys of services, tokens, credentials, private keys, card numbers and
 * account numbers. Each word is read once, so the time depends only on the length of the text. Each rule reads a bounded part around the word, or the
 * secret that it removes.
 */
export function maskText(text: string): string {
  const words = new Words(text);
  let masked = '';
  let kept = 0;
  let word = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (isWordCode(code)) continue;
    const secret = words.secretAt(word, at, code);
    word = at + 1;
    if (secret === undefined || secret.to < kept) continue;
    masked += text.slice(kept, Math.max(kept, secret.from)) + (secret.from < kept ? '' : secret.mask);
    kept = secret.to;
    if (kept <= at) continue;
    word = kept;
    at = kept - 1;
  }
  return kept === 0 ? text : masked + text.slice(kept);
}

class Words {
  readonly #text: string;
  readonly #url = new UrlCredentials();
  readonly #keys = new PrivateKeys();

  constructor(text: string) {
    this.#text = text;
  }

  /** The secret in the word from `from` to `at`, or after the word and the character with this code. */
  secretAt(from: number, at: number, code: number): Secret | undefined {
    const text = this.#text;
    const secret = at - from < 4 ? undefined : (secretKey(text, from, at) ?? accountNumber(text, from));
    const behind = this.#behind(from, at, code);
    // Credentials in a URL may end with a key. Then the whole credentials are the secret.
    return code === 0x40 ? (behind ?? secret) : (secret ?? behind);
  }

  #behind(from: number, at: number, code: number): Secret | undefined {
    const text = this.#text;
    switch (code) {
      case 0x3a: // :
        if (text.startsWith('//', at + 1)) return this.#url.begin(text, at, from);
        return text[at + 1] === 'A' ? (botToken(text, from, at) ?? namedValue(text, at)) : namedValue(text, at);
      case 0x3d: // =
      case WIDE_COLON:
      case WIDE_EQUALS:
        return namedValue(text, at);
      case 0x25: // %3A, %3D
        return text[at + 1] === '3' && /[ad]/i.test(text[at + 2] ?? '') ? namedValue(text, at) : undefined;
      case 0x40: // @
        return this.#url.at(text, at);
      case 0x2f: // /
      case 0x3f: // ?
      case 0x23: // #
        return this.#url.slash(text, at);
      case 0x3e: // >
        this.#url.end();
        return elementValue(text, from, at);
      case 0x20:
      case 0x09:
        this.#url.end();
        return at - from < 2 ? undefined : this.#behindBlank(from, at);
      case 0x0a:
      case 0x22: // "
      case 0x27: // '
      case 0x3c: // <
      case 0x60: // `
        return this.#url.end();
      default:
        return undefined;
    }
  }

  #behindBlank(from: number, at: number): Secret | undefined {
    const text = this.#text;
    if (text[from] === '-') return text.endsWith('-----BEGIN', at) ? this.#keys.at(text, at) : flagValue(text, from, at);
    return at - from > 10 ? undefined : credentials(text, from, at);
  }
}

import { MASKED, type Secret } from './masked.ts';

/** The start of a password that may hold the sign that ends an authority: `postgres://u:pa/ss@h`. Up to five digits are a port. */
const PASSWORD_BEGAN = /^[^:[\]]*:(?!\d{0,5}$)/;
/** Schemes of URLs in which an `@` after the host is common: `https://cdn.example/@scope/pkg`. */
const WEB = /^(?:https?|wss?|git|file)$/;

/** Finds user and password in a URL (RFC 3986 §3.2.1), also if they are not escaped correctly. The caller reports the relevant characters in their order. */
export class UrlCredentials {
  /** The index after `://`, or after masked credentials. -1 outside of an authority. */
  #from = -1;
  #isWeb = false;
  #masked = false;
  #mayHold = false;

  /** Called at the `:` of `://`. `word` is the start of the scheme. */
  begin(text: string, colon: number, word: number): undefined {
    this.#from = colon + 3;
    this.#isWeb = WEB.test(text.slice(word, colon));
    this.#masked = this.#mayHold = false;
    return undefined;
  }

  /** Called at a space or a quote, which end the URL. */
  end(): undefined {
    this.#from = -1;
    return undefined;
  }

  /** Called at `/`, `?` or `#`. */
  slash(text: string, at: number): undefined {
    if (at < this.#from || this.#from === -1 || this.#mayHold) return undefined;
    this.#mayHold = this.#masked ? !this.#isWeb : PASSWORD_BEGAN.test(text.slice(this.#from, at));
    if (!this.#mayHold) this.#from = -1;
    return undefined;
  }

  /** Called at `@`. The last `@` ends the credentials, because a password may hold others. */
  at(text: string, at: number): Secret | undefined {
    const from = this.#from;
    if (from === -1) return undefined;
    const mask = this.#masked ? '' : MASKED;
    // `git@` is the public account of Git servers.
    if (from === at || text.slice(from, at) === 'git') return undefined;
    this.#masked = true;
    this.#mayHold = this.#mayHold && !this.#isWeb;
    this.#from = at;
    return { from, to: at, mask };
  }
}

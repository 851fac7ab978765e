import { MASKED, type Secret } from './masked.ts';

/** Where a password may hold what ends an authority: `postgres://u:pa/ss@h`. What looks like a port is one. */
const PASSWORD_BEGAN = /^[^:[\]]*:(?!\d{0,5}$)/;
/** Addresses in which an `@` behind the host is common: `https://cdn.example/@scope/pkg`. */
const WEB = /^(?:https?|wss?|git|file)$/;

/** User and password of an address (RFC 3986 §3.2.1), also where they are not escaped as they must be. Is given the characters that matter, in their order. */
export class UrlCredentials {
  /** Behind `://`, or behind credentials that were masked; -1: outside an authority. */
  #from = -1;
  #isWeb = false;
  #masked = false;
  #mayHold = false;

  /** At the `:` of `://`. */
  begin(text: string, colon: number, word: number): undefined {
    this.#from = colon + 3;
    this.#isWeb = WEB.test(text.slice(word, colon));
    this.#masked = this.#mayHold = false;
    return undefined;
  }

  /** At a space or a quote. */
  end(): undefined {
    this.#from = -1;
    return undefined;
  }

  /** At `/`, `?` or `#`. */
  slash(text: string, at: number): undefined {
    if (at < this.#from || this.#from === -1 || this.#mayHold) return undefined;
    this.#mayHold = this.#masked ? !this.#isWeb : PASSWORD_BEGAN.test(text.slice(this.#from, at));
    if (!this.#mayHold) this.#from = -1;
    return undefined;
  }

  /** At `@`. The last one ends them: a password may hold others. */
  at(text: string, at: number): Secret | undefined {
    const from = this.#from;
    if (from === -1) return undefined;
    const mask = this.#masked ? '' : MASKED;
    // An account that everybody has.
    if (from === at || text.slice(from, at) === 'git') return undefined;
    this.#masked = true;
    this.#mayHold = this.#mayHold && !this.#isWeb;
    this.#from = at;
    return { from, to: at, mask };
  }
}

import { maskMore } from './mask-more.ts';
import type { Token } from './script-tokens.ts';
import { maskShapes } from './secret-literal.ts';

interface Part {
  readonly from: number;
  readonly to: number;
}

const LONGEST = 4_096;

/** Finds secrets that are written in several literals: `'sk_live_' + '4eC3…'`. */
export class JoinedLiterals {
  readonly #text: string;
  #parts: Part[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the next token. Returns the literals of a sum that has ended, if only the sum has the shape of a secret. */
  read({ kind, from, to }: Token): readonly Part[] {
    if (kind === 'text') this.#parts.push({ from: from + 1, to: Math.max(from + 1, to - 1) });
    else if (kind === 'chunk') this.#parts.push({ from, to });
    else if (kind === 'sign' && !/^(?:[+`.]|\$\{|\})$/.test(this.#text.slice(from, to))) return this.#end();
    return [];
  }

  #end(): readonly Part[] {
    const parts = this.#parts.filter(({ from, to }) => to > from);
    this.#parts = [];
    if (parts.length < 2) return [];
    const texts = parts.map(({ from, to }) => this.#text.slice(from, to));
    const joined = texts.join('');
    if (joined.length > LONGEST) return [];
    const shown = masked(joined);
    return shown === texts.map(masked).join('') ? [] : changed(parts, joined, shown);
  }
}

/** The parts between what the joined text and its masked form have in common at the begin and at the end. */
function changed(parts: readonly Part[], joined: string, shown: string): readonly Part[] {
  let begin = 0;
  while (begin < joined.length && joined[begin] === shown[begin]) begin++;
  let end = 0;
  while (end < joined.length - begin && joined.at(-1 - end) === shown.at(-1 - end)) end++;
  // Signs between variables are no secret: `'postgres://' + user + ':' + pass + '@db'`.
  if (!/\w{3}/.test(joined.slice(begin, joined.length - end))) return [];
  let at = 0;
  return parts.filter(({ from, to }) => {
    const start = at;
    at += to - from;
    return at > begin && start < joined.length - end;
  });
}

function masked(text: string): string {
  return maskMore(maskShapes(text));
}

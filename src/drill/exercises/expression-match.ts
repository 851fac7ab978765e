type Test = (sign: string) => boolean;

/** A place in an expression. It takes a sign, or leads to `next` without one. Without `next` the expression has matched. */
interface State {
  readonly takes?: Test;
  readonly isEnd?: boolean;
  next?: readonly State[];
}

/** Makes the states of a part of an expression, which lead to `after`. */
type Part = (after: State) => State;

const any: Test = () => true;
const isSlash: Test = (sign) => sign === '/';
const isDigit: Test = (sign) => sign >= '0' && sign <= '9';
const isWord: Test = (sign) => /\w/.test(sign);
const isSpace: Test = (sign) => sign.trim() === '';
const not =
  (test: Test): Test =>
  (sign) =>
    !test(sign);

const KNOWN: Readonly<Record<string, Test>> = {
  '.': any,
  '\\d': isDigit,
  '[0-9]': isDigit,
  '[\\d]': isDigit,
  '\\w': isWord,
  '[\\w]': isWord,
  '\\s': isSpace,
  '\\D': not(isDigit),
  '\\W': not(isWord),
  '\\S': not(isSpace),
  '[^/]': not(isSlash),
  '[^\\/]': not(isSlash),
};

const nothing: Part = (after) => after;
const one =
  (takes: Test): Part =>
  (after) => ({ takes, next: [after] });
const many =
  (part: Part): Part =>
  (after) => {
    const loop: State = { next: [after] };
    loop.next = [part(loop), after];
    return loop;
  };
const oneOrMore =
  (part: Part): Part =>
  (after) => {
    const loop: State = {};
    const first = part(loop);
    loop.next = [first, after];
    return first;
  };
const rest = many(one(any));
/** A longer expression is not read. */
const MAX_SOURCE = 2_000;

/**
 * Whether a regular expression can match a path, in one pass over the path. What this does not read, such as a class of signs, stands for every sign, and an
 * assertion for nothing. So it may say yes where the expression says no, but never the other way round.
 *
 * @param source - The text of an expression that JavaScript accepts, without its slashes.
 * @example
 * canMatch('^\\/orders\\/\\d+$', '/orders/x') // false
 */
export function canMatch(source: string, path: string): boolean {
  if (source.length > MAX_SOURCE || /[^ -~]/.test(path)) return true;
  const start = new Reader(source).alternatives(true)({});
  let states = closure([start], path === '');
  for (let i = 0; i < path.length && !hasMatched(states); i++) {
    const sign = path[i] as string;
    states = closure(
      [...states].flatMap(({ takes, next = [] }) => (takes?.(sign) ? next : [])),
      i === path.length - 1,
    );
  }
  return hasMatched(states);
}

function hasMatched(states: ReadonlySet<State>): boolean {
  for (const { next } of states) if (next === undefined) return true;
  return false;
}

/** The states that are reached without another sign. */
function closure(from: readonly State[], isAtEnd: boolean): ReadonlySet<State> {
  const found = new Set(from);
  for (const { takes, isEnd, next = [] } of found) {
    if (takes === undefined && (isEnd !== true || isAtEnd)) for (const state of next) found.add(state);
  }
  return found;
}

class Reader {
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** What is between `|`, until the group ends. Outside of groups, only `^` begins at the start of the path. */
  alternatives(isWhole: boolean): Part {
    const all: Part[] = [];
    do {
      const isFree = isWhole && this.#source[this.#at] !== '^';
      const parts = isFree ? [rest] : [];
      while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] as string)) parts.push(this.#repeated(this.#part()));
      all.push((after) => parts.reduceRight((next, part) => part(next), after));
    } while (this.#source[this.#at++] === '|');
    return (after) => ({ next: all.map((part) => part(after)) });
  }

  #part(): Part {
    if (this.#take(/\(\?<?[=!]/y) !== undefined) {
      this.alternatives(false);
      return nothing;
    }
    if (this.#take(/\((?:\?[a-z-]{0,8}:|\?<\w{1,200}>)?/y) !== undefined) return this.alternatives(false);
    if (this.#take(/\^|\\[bB]/y) !== undefined) return nothing;
    if (this.#take(/\$/y) !== undefined) return (after) => ({ isEnd: true, next: [after] });
    // References, properties and the numbers of signs.
    if (this.#take(/\\(?:[1-9]\d{0,3}|[pPu]\{[^}]{0,99}\}|k<\w{1,200}>|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z])/y) !== undefined) return rest;
    const text = this.#take(/\[(?:[^\]\\]|\\.){0,2000}\]|\\?[\s\S]/y) ?? '';
    const known = KNOWN[text];
    if (known !== undefined) return one(known);
    if (text.length > 2) return one(any);
    const sign = text.slice(-1).toLowerCase();
    return 'nrtvf0'.includes(sign) && text.length > 1 ? rest : one((found) => found.toLowerCase() === sign);
  }

  #repeated(part: Part): Part {
    const sign = this.#take(/(?:[*+?]|\{\d{1,9}(?:,\d{0,9})?\})\??/y);
    if (sign === undefined) return part;
    const isOptional = /^(?:[*?]|\{0)/.test(sign);
    const repeats = !sign.startsWith('?');
    if (isOptional) return repeats ? many(part) : (after) => ({ next: [part(after), after] });
    return oneOrMore(part);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

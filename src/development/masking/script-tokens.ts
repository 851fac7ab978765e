/** A token of a script. A template literal is a `chunk` for each text in it, with the braces of `${…}` between them. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'chunk' | 'regex' | 'comment' | 'sign' | 'newline';
  readonly from: number;
  readonly to: number;
}

type Kind = Token['kind'];

const NAME = /[#@]?[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;
/** Keywords after which an expression begins, so that `/` begins a regular expression. */
export const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(
  'return typeof case in of delete void throw new else do instanceof yield await default extends satisfies as'.split(' '),
);

/** Words before the parentheses of a condition. */
export const CONDITIONS: ReadonlySet<string> = new Set(['if', 'while', 'for', 'switch', 'with', 'catch']);

/**
 * Splits JavaScript or TypeScript into tokens. It knows only what is needed to find the literals. A mistake, such as an apostrophe in the text of JSX,
 * ends at the end of its line.
 */
export function* scriptTokens(text: string): Generator<Token> {
  const { length } = text;
  /** The open braces: `true` for one of a template literal. */
  const braces: boolean[] = [];
  /** The open parentheses: `true` for one of a condition, after which a statement begins. */
  const conditions: boolean[] = [];
  let isValue = false;
  let last = '';
  for (let at = 0; at < length; ) {
    const code = text.charCodeAt(at);
    const from = at;
    let kind: Kind = 'sign';
    if (code === 0x0a) {
      at++;
      kind = 'newline';
    } else if (code <= 0x20 || code === 0xfeff) {
      at++;
      continue;
    } else if (code === 0x22 || code === 0x27) {
      at = endOfText(text, at);
      kind = 'text';
    } else if (code === 0x60 || (code === 0x7d && braces.at(-1) === true)) {
      // A backtick opens a template, and the brace of a hole continues it.
      if (code === 0x7d) braces.pop();
      yield { kind: 'sign', from, to: at + 1 };
      const end = endOfChunk(text, at + 1);
      yield { kind: 'chunk', from: at + 1, to: end };
      const isHole = text[end] === '$';
      if (isHole) braces.push(true);
      yield { kind: 'sign', from: end, to: end + (isHole ? 2 : 1) };
      at = end + (isHole ? 2 : 1);
      isValue = !isHole;
      continue;
    } else if (code === 0x2f && (text[at + 1] === '/' || text[at + 1] === '*')) {
      at = endOfComment(text, at);
      yield { kind: 'comment', from, to: at };
      continue;
    } else if (code === 0x2f && !isValue) {
      const end = endOfRegex(text, at);
      if (end !== -1) kind = 'regex';
      at = end === -1 ? at + 1 : end;
    } else if (code >= 0x30 && code <= 0x39) {
      NUMBER.lastIndex = at;
      NUMBER.test(text);
      at = NUMBER.lastIndex;
      kind = 'number';
    } else {
      NAME.lastIndex = at;
      if (NAME.test(text)) {
        at = NAME.lastIndex;
        kind = 'name';
      } else at++;
      if (code === 0x7b) braces.push(false);
      else if (code === 0x7d) braces.pop();
    }
    if (kind === 'newline') {
      yield { kind, from, to: at };
      continue;
    }
    if (code === 0x28) conditions.push(CONDITIONS.has(last));
    const isCondition = code === 0x29 && conditions.pop() === true;
    last = kind === 'name' ? text.slice(from, at) : '';
    isValue = kind === 'name' ? !BEFORE_EXPRESSION.has(last) : kind !== 'sign' || (code === 0x29 && !isCondition) || code === 0x5d || code === 0x7d;
    yield { kind, from, to: at };
  }
}

/** The index after a text in quotes. Without a closing quote, it is the end of the line. */
function endOfText(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === quote) return at + 1;
    else if (code === 0x0a) return at;
  }
  return text.length;
}

/** The index of the backtick or of the `${` that ends a text of a template. */
function endOfChunk(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x60 || (code === 0x24 && text.charCodeAt(at + 1) === 0x7b)) return at;
  }
  return text.length;
}

function endOfComment(text: string, from: number): number {
  const isLine = text[from + 1] === '/';
  const end = text.indexOf(isLine ? '\n' : '*/', from + 2);
  return end === -1 ? text.length : end + (isLine ? 0 : 2);
}

/** The index after a regular expression, or -1 if none ends on the line: then the sign is a division. */
function endOfRegex(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return -1;
    if (code === 0x5c) at++;
    else if (code === 0x5b) inClass = true;
    else if (code === 0x5d) inClass = false;
    else if (code === 0x2f && !inClass) return at + 1;
  }
  return -1;
}

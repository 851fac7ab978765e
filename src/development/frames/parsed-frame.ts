import { extractLocation } from 'error-stack-parser-es/lite';

/** One line of a stack in its parts, as V8 wrote it. */
export interface ParsedFrame {
  readonly function: string | undefined;
  /** A path, a URL, a name such as `node:fs`, or empty for a function of the runtime. */
  readonly place: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly isAsync: boolean;
  /** The place has quotes around it: EJS names its compiled functions so. The line is one of the compiled code. */
  readonly isCompiled: boolean;
}

const AT = 'at ';
const ASYNC = 'async ';
/** The place of functions of the runtime: `Array.map (<anonymous>)`, `Promise.all (index 0)`. */
const RUNTIME = /^(?:<anonymous>|native|unknown location|index \d+)$/;

/** Parses one frame of V8. The line begins with `at `. */
export function parsedFrame(line: string): ParsedFrame {
  const isAsync = line.startsWith(ASYNC, AT.length);
  const text = line.slice(AT.length + (isAsync ? ASYNC.length : 0)).trim();
  const open = opening(text);
  const inner = open === -1 ? text : text.slice(open + 1, -1);
  const called = open === -1 ? '' : text.slice(0, open).trim();
  const name = called === '' || called === '<anonymous>' ? undefined : called;
  if (RUNTIME.test(inner)) return { function: name, place: '', line: undefined, column: undefined, isAsync, isCompiled: false };
  const location = inner.startsWith('eval at ') ? originOf(inner) : inner;
  const [, row, column] = extractLocation(location);
  // The library removes parentheses from a path, but `/app/(shop)/page.ts` is a folder of Next.js.
  const place = location.slice(0, location.length - [row, column].reduce((sum, part) => sum + (part === undefined ? 0 : part.length + 1), 0));
  const isCompiled = place.length > 2 && place.startsWith('"') && place.endsWith('"');
  return {
    function: name,
    place: isCompiled ? place.slice(1, -1) : place,
    line: row === undefined ? undefined : Number(row),
    column: column === undefined ? undefined : Number(column),
    isAsync,
    isCompiled,
  };
}

/** The index of the parenthesis that closes at the end of the text. -1 if the frame has none, because it has no function. */
function opening(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && --depth === 0) return at;
  }
  return -1;
}

/** The place of the code that called `eval`, for code of nested evals the innermost. */
function originOf(text: string): string {
  const from = text.lastIndexOf('(');
  const to = text.indexOf(')', from);
  return from === -1 || to === -1 ? text.slice('eval at '.length) : text.slice(from + 1, to);
}

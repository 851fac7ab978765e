/** The text of a function without comments, texts and unnecessary spaces, and the names of its parameters. */
export interface FunctionText {
  readonly code: string;
  /** The name of a parameter, or `''` if it is taken apart: `({ status }, req, res, next)`. */
  readonly params: readonly string[];
}

const MAX_LENGTH = 20_000;

/** Reads the text of a function. `undefined`: it has none, such as a bound function, or its parameters cannot be read. */
export function readFunction(value: unknown): FunctionText | undefined {
  if (typeof value !== 'function') return undefined;
  const text = Function.prototype.toString.call(value);
  if (text.length > MAX_LENGTH || text.includes('[native code]')) return undefined;
  const code = withoutComments(text);
  const [arrow, single] = /^(?:async )?([\w$]+)=>/.exec(code) ?? [];
  if (arrow !== undefined && single !== undefined) return { code: `=>${code.slice(arrow.length)}`, params: [single] };
  const open = code.indexOf('(');
  const [params, end] = open === -1 ? [] : partsOf(code, open + 1);
  const names = params?.map((param) => (/^[{[]/.test(param) ? '' : (param.split('=', 1)[0] as string)));
  return names?.every((name) => /^[\w$]*$/.test(name)) ? { code: code.slice(end), params: names } : undefined;
}

/** The parts between commas up to the bracket that closes them, and the position after that bracket. */
function partsOf(code: string, start: number): readonly [parts: readonly string[], end: number] | [] {
  const parts: string[] = [];
  let [depth, from] = [0, start];
  for (let i = start; i < code.length; i++) {
    const char = code[i] as string;
    const closes = depth === 0 && char === ')';
    if ((char === ',' && depth === 0) || closes) {
      if (i > from) parts.push(code.slice(from, i));
      from = i + 1;
    }
    if (closes) return [parts, i + 1];
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
  }
  return [];
}

/** Whether the code has this name, other than as a member (`pages.next`) or as a part of another name (`nextPage`). */
export function usesName(code: string, name: string): boolean {
  return placesOf(code, name).length > 0;
}

/** The code with another text in place of this name. */
export function replaceName(code: string, name: string, by: string): string {
  const places = placesOf(code, name);
  const parts = [0, ...places.map((at) => at + name.length)].map((from, i) => code.slice(from, places[i]));
  return parts.join(by);
}

function placesOf(code: string, name: string): readonly number[] {
  const places: number[] = [];
  for (let at = name === '' ? -1 : code.indexOf(name); at !== -1; at = code.indexOf(name, at + name.length)) {
    if (!/[\w$.]/.test(code[at - 1] ?? '') && !/[\w$]/.test(code[at + name.length] ?? '')) places.push(at);
  }
  return places;
}

/** A slash after one of these begins a regular expression. After anything else it is a division. */
const BEFORE_EXPRESSION = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\breturn|\btypeof)$/;

/** Texts and regular expressions are left out, too, except templates with expressions. A space stays between two names. */
function withoutComments(text: string): string {
  let code = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      const end = text.indexOf(text[i + 1] === '/' ? '\n' : '*/', i + 2);
      if (end === -1) break;
      i = text[i + 1] === '/' ? end : end + 1;
    } else if (char === '/' && BEFORE_EXPRESSION.test(code.slice(-8).trimEnd())) {
      code += '//';
      i = endOfExpression(text, i);
    } else if (char === "'" || char === '"' || char === '`') {
      const end = endOfText(text, i);
      const inside = text.slice(i + 1, end);
      code += char === '`' && inside.includes('${') ? inside.replaceAll(/\s/g, '') : "''";
      i = end;
    } else if (!/\s/.test(char)) code += char;
    else if (/[\w$]$/.test(code) && /^\s*[\w$]/.test(text.slice(i, i + 200))) code += code.endsWith(' ') ? '' : ' ';
  }
  return code;
}

function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== text[start]) end += text[end] === '\\' ? 2 : 1;
  return end;
}

/** A slash in a class (`[/]`) does not end a regular expression. */
function endOfExpression(text: string, start: number): number {
  let inClass = false;
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '\n') return i;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return i;
  }
  return text.length;
}

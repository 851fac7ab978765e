/** The text of a function without comments, texts and spaces, and the names of its parameters. */
interface Read {
  readonly code: string;
  readonly params: readonly string[];
}

/** Does the error handler answer every error itself? `false` if it may hand one over: it uses `next`, or throws. The answer is careful: `false` in doubt. */
export function answersEveryError(handler: unknown): boolean {
  const read = readFunction(handler);
  const [error, , response, next] = read?.params ?? [];
  if (read === undefined || error === undefined || response === undefined || next === undefined) return false;
  const sent = `if(${response}.headersSent)`;
  const guards = [`${sent}return${next}(${error})`, `${sent}{return${next}(${error})`, `${sent}{${next}(${error})`];
  const code = guards.reduce((text, guard) => text.replaceAll(guard, ''), read.code);
  return code.includes(`${response}.`) && ![next, 'next(', 'throw', 'arguments', '.negotiate('].some((part) => code.includes(part));
}

const SETS_404 = ['status(404)', 'sendStatus(404)', 'statusCode=404', 'writeHead(404', 'code(404)'];

/** Does the middleware answer every request with a 404? Its first statement sets the status, and it does not use `next`. */
export function answersEvery404(handler: unknown): boolean {
  const read = readFunction(handler);
  const [, response, next] = read?.params ?? [];
  if (read === undefined || response === undefined) return false;
  if (next !== undefined && read.code.includes(next)) return false;
  const first = read.code
    .replace(/^=>/, '')
    .replace(/^\{/, '')
    .replace(/^(?:return|void|await)/, '');
  const { length } = response;
  if (!first.startsWith(`${response}.`)) return false;
  const call = first.slice(length + 1);
  return SETS_404.some((start) => call.startsWith(start)) || /^status\(\w{1,40}\.NOT_FOUND\)/.test(call);
}

/** Does the Koa middleware answer every error of the middleware inside it? */
export function catchesEveryError(middleware: unknown): boolean {
  const read = readFunction(middleware);
  const [context, next] = read?.params ?? [];
  if (read === undefined || context === undefined || next === undefined) return false;
  const call = read.code.indexOf(`await${next}()`);
  const caught = call === -1 ? -1 : read.code.indexOf('}catch', call);
  if (caught === -1 || !read.code.slice(0, call).includes('try{')) return false;
  const handling = read.code.slice(caught);
  return handling.includes(`${context}.status=`) && !['throw', 'onerror(', '.negotiate('].some((part) => handling.includes(part));
}

/**
 * Does the Koa middleware answer every unmatched route? It sets a body if the middleware inside it has left the status at 404, or it has no `next` and
 * sets the status first.
 */
export function answersWhatIsLeft(middleware: unknown): boolean {
  const read = readFunction(middleware);
  const [context, next] = read?.params ?? [];
  if (read === undefined || context === undefined) return false;
  const call = `await${next}()`;
  const at = next === undefined ? -1 : read.code.indexOf(call);
  const code = (at === -1 ? read.code : read.code.slice(at + call.length)).replaceAll(`${context}.`, '.').replaceAll('.response.', '.');
  if (!/\.body=(?!=)/.test(code) || code.includes('onerror(') || handsOver(code)) return false;
  if (at !== -1) return IF_404.test(code);
  return (next === undefined || !code.includes(`${next}(`)) && code.replace(/^=>/, '').startsWith('{.status=404');
}

/** A condition on the status alone, or on a body that is missing: `if(ctx.status===404)`, `if(404!=ctx.status)return`. The name of the context is left out. */
const IF_404 =
  /if\((?:\.?status===?404|404===?\.?status)(?:&&(?:!\.body|\.body===?(?:null|undefined)))?\)|if\((?:\.?status!==?404|404!==?\.?status)\)\{?return/;

/** Does the extension of hapi answer every error? It has one condition, which asks for an error of any kind. */
export function answersEveryBoom(extension: unknown): boolean {
  const code = readFunction(extension)?.code;
  if (code === undefined || handsOver(code) || /instanceof(?!Error\b)/.test(code)) return false;
  return (code.match(/if\(|switch\(|&&|\?(?![.?])/g) ?? []).length <= 1;
}

/** Does the handler of hapi answer every request with a 404? */
export function answersWithCode404(handler: unknown): boolean {
  const { code = '' } = readFunction(handler) ?? {};
  return code.includes('.code(404)') && !/\bif\(|\?|\.continue/.test(code) && !handsOver(code);
}

/** Does the handler for unmatched routes of Hono answer each of them itself? */
export function answersUnmatched(handler: unknown): boolean {
  return repliesToEveryError(handler, 0);
}

/**
 * Does the error handler of Fastify, Hono or Nest reply to every error? These have no `next`, and hand an error over when they throw it or call one of
 * `HANDS_OVER`. `reply` is the position of the parameter that they reply with.
 */
export function repliesToEveryError(handler: unknown, reply: number): boolean {
  const read = readFunction(handler);
  const name = read?.params[reply];
  if (read === undefined || name === undefined) return false;
  return read.code.includes(`${name}.`) && !handsOver(read.code);
}

const HANDS_OVER = ['throw', 'negotiate', 'super.catch', 'arguments', 'next(', '.notFound('];

function handsOver(code: string): boolean {
  return HANDS_OVER.some((part) => code.includes(part));
}

const MAX_LENGTH = 20_000;

function readFunction(value: unknown): Read | undefined {
  if (typeof value !== 'function') return undefined;
  const text = Function.prototype.toString.call(value);
  if (text.length > MAX_LENGTH || text.includes('[native code]')) return undefined;
  const [arrow, single] = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text) ?? [];
  if (arrow !== undefined && single !== undefined) return { code: `=>${withoutComments(text.slice(arrow.length))}`, params: [single] };
  const code = withoutComments(text);
  const [open, close] = [code.indexOf('('), code.indexOf(')')];
  if (open === -1 || close < open) return undefined;
  const params = code
    .slice(open + 1, close)
    .split(',')
    .filter(Boolean);
  return params.every((name) => /^[\w$]+$/.test(name)) ? { code: code.slice(close + 1), params } : undefined;
}

/** Texts are left out, too, except templates with expressions. */
function withoutComments(text: string): string {
  let code = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      const end = text.indexOf(text[i + 1] === '/' ? '\n' : '*/', i + 2);
      if (end === -1) break;
      i = text[i + 1] === '/' ? end : end + 1;
    } else if (char === "'" || char === '"' || char === '`') {
      const end = endOfText(text, i);
      const inside = text.slice(i + 1, end);
      code += char === '`' && inside.includes('${') ? inside.replaceAll(/\s/g, '') : "''";
      i = end;
    } else if (!/\s/.test(char)) code += char;
  }
  return code;
}

function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== text[start]) end += text[end] === '\\' ? 2 : 1;
  return end;
}

import { BUILT_IN } from '../../core/responses/built-in-responses.ts';
import { readFunction, replaceName, usesName } from './function-text.ts';

const RESPONSES = new Set<string>(['negotiate', ...BUILT_IN.map(({ name }) => name as string)]);

/** Does the code call a response method: `res.serverError(`? Its answer is Halyard's. */
function callsResponse(code: string): boolean {
  return [...code.matchAll(/\.([A-Za-z]+)\(/g)].some(([, name]) => RESPONSES.has(name as string));
}

/** Does the error handler answer every error itself? `false` if it may hand one over: it uses `next`, or throws. The answer is careful: `false` in doubt. */
export function answersEveryError(handler: unknown): boolean {
  const read = readFunction(handler);
  const [error, , response, next] = read?.params ?? [];
  if (read === undefined || error === undefined || !response || !next) return false;
  const named = replaceName(replaceName(read.code, response, '@'), next, '#');
  // Handing over after the head was sent is what Express asks for: `if (res.headersSent) return next(err)`.
  const code = named.replaceAll(/@\.headersSent[)?]\{?(?:return )?#\([\w$]*\)/g, '');
  return code.includes('@') && !code.includes('#') && !['next', 'throw', 'arguments'].some((name) => usesName(code, name)) && !callsResponse(code);
}

const SETS_404 = /\.(?:status\((?:404|\w{1,40}\.NOT_FOUND)\)|sendStatus\(404\)|statusCode=404|writeHead\(404|code\(404\))/;

/** Does the middleware answer every request with a 404? It sets the status before any condition, and it does not use `next`. */
export function answersEvery404(handler: unknown): boolean {
  const read = readFunction(handler);
  const [, response, next] = read?.params ?? [];
  if (read === undefined || !response) return false;
  if ((next && usesName(read.code, next)) || callsResponse(read.code)) return false;
  const code = replaceName(read.code, response, '@');
  const before = code.slice(0, Math.max(code.search(SETS_404), 0));
  const statement = before.slice(Math.max(...[';', '{', '}', '=>'].map((end) => before.lastIndexOf(end) + end.length), 0));
  return before !== '' && /^(?:return |void |await )?@/.test(statement) && isStraight(before);
}

/** Is the code without a condition and without another function, so that what follows it always happens? */
function isStraight(code: string): boolean {
  return !/\b(?:if|switch|for|while|try|function)\b|\?(?![.?])|&&|\|\||=>/.test(code.replace(/^=>/, ''));
}

/** Does the Koa middleware answer every error of the middleware inside it? */
export function catchesEveryError(middleware: unknown): boolean {
  const read = readFunction(middleware);
  const [context, next] = read?.params ?? [];
  if (read === undefined || !context || !next) return false;
  const handling = handlingOf(read.code, next).replaceAll(`${context}.response.`, `${context}.`);
  return handling.includes(`${context}.status=`) && !usesName(handling, 'throw') && !handling.includes('onerror(') && !callsResponse(handling);
}

/** The code that handles an error of the middleware inside: `try { await next() } catch …` or `next().catch(…)`. */
function handlingOf(code: string, next: string): string {
  const call = code.indexOf(`await ${next}()`);
  const caught = call === -1 ? -1 : code.indexOf('}catch', call);
  if (caught !== -1 && code.slice(0, call).includes('try{')) return code.slice(caught);
  const chained = code.indexOf(`${next}().catch(`);
  return chained === -1 ? '' : code.slice(chained);
}

/**
 * Does the Koa middleware answer every unmatched route? It sets a body if the middleware inside it has left the status at 404, or it has no `next` and
 * sets the status before any condition.
 */
export function answersWhatIsLeft(middleware: unknown): boolean {
  const read = readFunction(middleware);
  const [context, next] = read?.params ?? [];
  if (read === undefined || !context) return false;
  const call = `await ${next}()`;
  const at = next === undefined ? -1 : read.code.indexOf(call);
  const code = (at === -1 ? read.code : read.code.slice(at + call.length)).replaceAll(`${context}.`, '.').replaceAll('.response.', '.');
  if (!/\.body=(?!=)/.test(code) || code.includes('onerror(') || handsOver(code)) return false;
  if (at !== -1) return IF_404.test(code);
  const status = code.indexOf('.status=404');
  return (next === undefined || !code.includes(`${next}(`)) && status !== -1 && isStraight(code.slice(0, status));
}

/** A condition on the status alone, or on a body that is missing: `if(ctx.status===404)`, `if(404!=ctx.status)return`. The name of the context is left out. */
const IF_404 =
  /if\((?:\.?status===?404|404===?\.?status)(?:&&(?:!\.body|\.body===?(?:null|undefined)))?\)|if\((?:\.?status!==?404|404!==?\.?status)\)\{?return/;

/** Does the extension of hapi answer every error? It has one condition, which asks for an error of any kind. */
export function answersEveryBoom(extension: unknown): boolean {
  const code = readFunction(extension)?.code;
  if (code === undefined || handsOver(code) || /instanceof (?!Error\b)/.test(code)) return false;
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
  if (read === undefined || !name) return false;
  return read.code.includes(`${name}.`) && !handsOver(read.code);
}

const HANDS_OVER = ['negotiate', 'super.catch', 'next('];

function handsOver(code: string): boolean {
  return HANDS_OVER.some((part) => code.includes(part)) || ['throw', 'arguments'].some((name) => usesName(code, name)) || callsResponse(code);
}

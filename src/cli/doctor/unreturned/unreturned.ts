import { BUILT_IN } from '../../../core/responses/built-in-responses.ts';
import { type FileIndex, isFunction } from '../../source/file-index.ts';
import type { HostName } from '../../source/host-apps.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { answersAgain, isHarmless } from './answers-again.ts';
import { type ResponseCall, responseCalls } from './response-calls.ts';
import { usedHere } from './used-here.ts';
import { whatFollows } from './what-follows.ts';

/** On these hosts the answer is what the handler returns. */
const RETURNED = new Set<HostName>(['hono', 'fetch', 'hapi']);

const SUCCESSES = new Set(BUILT_IN.filter(({ status }) => typeof status === 'number' && status < 400).map(({ name }) => name as string));

export const unreturned: Check = {
  title: 'responses that are called without return',
  run(app) {
    return app.index.order.flatMap((file) => responseCalls(app.index, file, app.responses).flatMap((call) => unreturnedCall(app, file, call)));
  },
};

function unreturnedCall(app: ExaminedApp, file: FileIndex, call: ResponseCall): readonly Finding[] {
  const use = usedHere(file, call.node);
  if (use === undefined) return [];
  const text = `${call.receiver}.${call.name}()`;
  const handler = handlerOf(file, call.node);
  const host = hostOf(app, file, call);
  const { near, behind, isGuarded, isRepeated } = whatFollows(file, use.statement, use.isConditional);
  const isSecond = (one: SyntaxNode): boolean => answersAgain(one, call, host);
  const isChecked = guardsTheHead(file, use.statement);
  const isMistake =
    near.some(isSecond) ||
    behind.some(isSecond) ||
    (isGuarded && !isChecked && behind.some((one) => !isHarmless(one, call))) ||
    (!SUCCESSES.has(call.name) && !leavesAfterwards(near, call) && near.some((one) => !isHarmless(one, call))) ||
    (isRepeated && !isChecked);
  if (isMistake) {
    const next = [...near, ...behind].find((one) => isSecond(one)) ?? [...near, ...behind].find((one) => !isHarmless(one, call));
    const where = next === undefined ? 'the loop goes on after it' : `the code at line ${next.loc.start.line} still runs`;
    return [findingAt(file, call.node, 'response-not-returned', `${text} answers the request, but ${where}.`, `Write "return ${text.slice(0, -2)}(…);".`)];
  }
  if (!RETURNED.has(host as HostName) || handler === undefined || !declaresRoot(file, handler, call)) return [];
  const what = `${text} makes the answer, but the handler does not return it. On ${host === 'fetch' ? 'a fetch server' : host}, the answer is what the handler returns.`;
  return [findingAt(file, call.node, 'response-not-returned', what, `Write "return ${text.slice(0, -2)}(…);".`)];
}

/** `res.notFound(); seen.add(id); return;`: the code leaves on purpose after that, so it knows that the call does not. */
function leavesAfterwards(near: readonly SyntaxNode[], call: ResponseCall): boolean {
  const last = near.at(-1);
  return last?.type === 'ReturnStatement' && isHarmless(last, call);
}

/** The function that the call is in. */
function handlerOf(file: FileIndex, node: SyntaxNode): SyntaxNode | undefined {
  for (let at = file.parents.get(node); at !== undefined; at = file.parents.get(at)) if (isFunction(at)) return at;
  return undefined;
}

/** Whether the function itself is the handler, and no callback in it. */
function declaresRoot(file: FileIndex, handler: SyntaxNode, { root }: ResponseCall): boolean {
  return root !== undefined && (root.of === handler || (root.kind === 'variable' && handlerOf(file, root.node) === handler));
}

/** The host of a call: that of the file's own import, or the only one of the app. */
function hostOf(app: ExaminedApp, file: FileIndex, { receiver }: ResponseCall): HostName | undefined {
  if (receiver.endsWith('.var.reply')) return 'hono';
  const hosts = new Set(app.mounts.map(({ host }) => host));
  const own = app.mounts.find((mount) => mount.file === file)?.host;
  if (own !== undefined) return own;
  const [only] = hosts;
  return hosts.size === 1 ? only : undefined;
}

/** `if (!res.headersSent) res.serverError()`: the code asks whether there is an answer already, so it knows of the others. */
function guardsTheHead(file: FileIndex, statement: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = statement; at !== undefined && !isFunction(at); at = file.parents.get(at)) {
    const test = at.type === 'IfStatement' ? (at['test'] as SyntaxNode) : at.type === 'ExpressionStatement' ? at : undefined;
    if (
      test !== undefined &&
      /\b(?:headersSent|headerSent|writableEnded|writableFinished|sent|finished|respond)\b/.test(file.source.text.slice(test.start, test.end))
    )
      return true;
  }
  return false;
}

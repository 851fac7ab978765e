import type { ServerResponse } from 'node:http';
import { type Answered, type Caller, STATE, type Stateful } from '../core/answered.ts';
import { answeredAgain } from '../core/tell-twice.ts';
import { HELD_END } from './hold-head.ts';
import type { NodeReply } from './node-request.ts';

/** A reply of Node's that carries a failure of ours, which that is, and the methods that it had before. */
type Over = ServerResponse & { [OVER]?: Answered; [BEHIND]?: Behind; [NAME]?: string };
type Behind = Readonly<Record<Method, AnyMethod>>;
type Method = 'writeHead' | 'setHeader' | 'write' | 'end' | 'flushHeaders';
// biome-ignore lint/suspicious/noExplicitAny: handed on as they came
type AnyMethod = (...args: any[]) => unknown;

const OVER = Symbol('halyard.over');
const BEHIND = Symbol('halyard.behind');
const NAME = Symbol('halyard.name');

/**
 * Closes a reply over a failure that has gone out. An app that goes on and answers by Node's own means (`res.end('…')`, Express'
 * `res.json()`, a stream that is piped) would meet an error of Node's: one that is thrown, or an event that nobody hears and that ends the
 * process. Here its answer is dropped, and logged once.
 */
export function closeReply(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE]): void {
  // An answer that is held or made later, as by a session or a compression, is still to be written by whoever holds it.
  if (state?.isFailure !== true || !reply.writableEnded || isHeld(reply)) return;
  const over = reply as Over;
  over[OVER] = state;
  over.writeHead = writeHead as never;
  over.setHeader = setHeader as never;
  over.write = write as never;
  over.end = end as never;
}

/** Closes it over a failure that is still to go out, as while a view is rendered. Its fields may still be set. `name`: what the app calls the reply. */
export function holdReply(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE], name?: string): void {
  const over = reply as Over;
  if (state?.isFailure !== true || isHeld(reply) || over[OVER] !== undefined) return;
  over[BEHIND] = { writeHead: over.writeHead, setHeader: over.setHeader, write: over.write, end: over.end, flushHeaders: over.flushHeaders };
  over[OVER] = state;
  if (name !== undefined) over[NAME] = name;
  for (const [key, method] of HELD) over[key] = method as never;
}

/** Opens a reply that was held, for the answer itself. What has taken our methods for Node's meanwhile is led to those behind them. */
export function openReply(reply: NodeReply): void {
  const over = reply as Over;
  const behind = over[BEHIND];
  if (behind === undefined || over[OVER] === undefined) return;
  delete over[OVER];
  const prototype = Object.getPrototypeOf(over) as Over;
  for (const [name, method] of HELD) {
    if (over[name] !== (method as unknown)) continue;
    delete (over as Partial<Over>)[name];
    if (prototype[name] !== behind[name]) over[name] = behind[name] as never;
  }
}

function isHeld(reply: NodeReply): boolean {
  return Object.hasOwn(reply, HELD_END);
}

function writeHead(this: Over, ...args: readonly unknown[]): unknown {
  if (this[OVER] === undefined) return behind(this, 'writeHead', args);
  dropped(this, `writeHead(${String(args[0])})`, writeHead);
  return this;
}

function setHeader(this: Over, ...args: readonly unknown[]): unknown {
  dropped(this, `setHeader(${JSON.stringify(args[0])}, …)`, setHeader);
  return this;
}

function write(this: Over, ...args: readonly unknown[]): unknown {
  if (this[OVER] === undefined) return behind(this, 'write', args);
  dropped(this, 'write()', write);
  callBack(args);
  return true;
}

/** After an answer `end()` alone adds nothing; before it, it would be an empty one. */
function end(this: Over, ...args: readonly unknown[]): unknown {
  if (this[OVER] === undefined) return behind(this, 'end', args);
  const [chunk] = args;
  if (!this.writableEnded || (chunk !== undefined && chunk !== null && typeof chunk !== 'function')) dropped(this, 'end()', end);
  callBack(args);
  return this;
}

function flushHeaders(this: Over): unknown {
  if (this[OVER] === undefined) return behind(this, 'flushHeaders', []);
  dropped(this, 'flushHeaders()', flushHeaders);
  return undefined;
}

const HELD = [
  ['writeHead', writeHead],
  ['write', write],
  ['end', end],
  ['flushHeaders', flushHeaders],
] as const;

function behind(reply: Over, name: Method, args: readonly unknown[]): unknown {
  return (reply[BEHIND] as Behind)[name].apply(reply, [...args]);
}

function dropped(reply: Over, what: string, caller: Caller): void {
  if (reply[OVER] !== undefined) answeredAgain(reply[OVER], reply[NAME] === undefined ? `the reply's own ${what}` : `${reply[NAME]}.${what}`, caller);
}

function callBack(args: readonly unknown[]): void {
  const done = args.at(-1);
  if (typeof done === 'function') process.nextTick(done as () => void);
}

import type { ServerResponse } from 'node:http';
import { type Answered, type Caller, STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import { HELD_END } from './hold-head.ts';
import type { NodeReply } from './node-request.ts';

/** A Node reply that carries a failure. `OVER` is the failure's state, and `HOLD` has the original methods. */
type Over = ServerResponse & { [OVER]?: Answered; [HOLD]?: Hold; [NAME]?: string };
type HeldMethod = 'writeHead' | 'write' | 'end' | 'flushHeaders';
// biome-ignore lint/suspicious/noExplicitAny: arguments pass through unchanged
type AnyMethod = (...args: any[]) => unknown;

interface Hold {
  /** The original methods of the reply. */
  readonly behind: Readonly<Record<HeldMethod, AnyMethod>>;
  readonly methods: Partial<Record<HeldMethod, AnyMethod>>;
  isOpen: boolean;
}

const OVER = Symbol('halyard.over');
const HOLD = Symbol('halyard.hold');
const NAME = Symbol('halyard.name');

/**
 * Closes a reply after a failure was sent. The app may go on and answer with Node's own methods (`res.end('…')`, Express' `res.json()`, a stream that
 * is piped). Node would throw, or emit an unhandled error that ends the process. Here the second answer is dropped, and logged once.
 */
export function closeReply(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE]): void {
  // A held or delayed answer, as of a session or a compression, is still to be written by the code that holds it.
  if (state?.isFailure !== true || !reply.writableEnded || isHeld(reply)) return;
  const over = reply as Over;
  over[OVER] = state;
  over.writeHead = writeHead as never;
  over.setHeader = setHeader as never;
  over.write = write as never;
  over.end = end as never;
}

/**
 * Closes a reply for a failure that will be sent later, for example while a view renders. Its fields may still be set. `name` is the app's name for
 * the reply: `res`.
 */
export function holdReply(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE], name?: string): void {
  const over = reply as Over;
  if (state?.isFailure !== true || isHeld(reply) || over[OVER] !== undefined) return;
  over[OVER] = state;
  if (name !== undefined) over[NAME] = name;
  const { writeHead, write, end, flushHeaders } = over;
  const hold: Hold = { behind: { writeHead, write, end, flushHeaders }, methods: {}, isOpen: false };
  over[HOLD] = hold;
  for (const key of HELD) {
    hold.methods[key] = heldMethod(hold, key);
    over[key] = hold.methods[key] as never;
  }
}

/**
 * Makes a method of a held reply. Middleware may wrap `end` meanwhile and call it when the reply is open or held a second time. So each hold has its
 * own methods, which call those behind this hold.
 */
function heldMethod(hold: Hold, name: HeldMethod): AnyMethod {
  return function held(this: Over, ...args: readonly unknown[]) {
    return hold.isOpen ? hold.behind[name].apply(this, [...args]) : DROPPING[name].call(this, ...args);
  };
}

/** Opens a held reply for the real answer. Wrappers that middleware has added stay, and call the original methods. */
export function openReply(reply: NodeReply): void {
  const over = reply as Over;
  const hold = over[HOLD];
  if (hold === undefined || hold.isOpen || over[OVER] === undefined) return;
  hold.isOpen = true;
  delete over[OVER];
  const prototype = Object.getPrototypeOf(over) as Over;
  for (const name of HELD) {
    if (over[name] !== (hold.methods[name] as unknown)) continue;
    delete (over as Partial<Over>)[name];
    if (prototype[name] !== hold.behind[name]) over[name] = hold.behind[name] as never;
  }
}

function isHeld(reply: NodeReply): boolean {
  return Object.hasOwn(reply, HELD_END);
}

function writeHead(this: Over, ...args: readonly unknown[]): unknown {
  dropped(this, `writeHead(${String(args[0])})`, writeHead);
  return this;
}

function setHeader(this: Over, ...args: readonly unknown[]): unknown {
  dropped(this, `setHeader(${JSON.stringify(args[0])}, …)`, setHeader);
  return this;
}

function write(this: Over, ...args: readonly unknown[]): unknown {
  dropped(this, 'write()', write);
  callBack(args);
  return true;
}

/** After the answer, `end()` without content adds nothing. Before it, `end()` would be an empty answer. */
function end(this: Over, ...args: readonly unknown[]): unknown {
  const [chunk] = args;
  if (!this.writableEnded || (chunk !== undefined && chunk !== null && typeof chunk !== 'function')) dropped(this, 'end()', end);
  callBack(args);
  return this;
}

function flushHeaders(this: Over): unknown {
  dropped(this, 'flushHeaders()', flushHeaders);
  return undefined;
}

const DROPPING: Readonly<Record<HeldMethod, AnyMethod>> = { writeHead, write, end, flushHeaders };
const HELD = Object.keys(DROPPING) as readonly HeldMethod[];

function dropped(reply: Over, what: string, caller: Caller): void {
  if (reply[OVER] !== undefined) reportHostAnswer(reply[OVER], reply[NAME] === undefined ? `the reply's own ${what}` : `${reply[NAME]}.${what}`, caller);
}

function callBack(args: readonly unknown[]): void {
  const done = args.at(-1);
  if (typeof done === 'function') process.nextTick(done as () => void);
}

import type { ServerResponse } from 'node:http';
import { type Answered, type Caller, STATE, type Stateful } from '../core/answered.ts';
import { answeredAgain } from '../core/tell-twice.ts';
import type { NodeReply } from './node-request.ts';

/** A reply of Node's that has carried a failure of ours, and which that was. */
type Over = ServerResponse & { [OVER]: Answered };

const OVER = Symbol('halyard.over');

/**
 * Closes a reply over a failure that has gone out. An app that goes on and answers by Node's own means (`res.end('…')`, Express'
 * `res.json()`, a stream that is piped) would meet an error of Node's: one that is thrown, or an event that nobody hears and that ends the
 * process. Here its answer is dropped, and logged once.
 */
export function closeReply(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE]): void {
  // An answer that is held or made later, as by a session or a compression, is still to be written by whoever holds it.
  if (state?.isFailure === true && reply.writableEnded && !isHeld(reply)) close(reply as Over, state);
}

/** The same for an answer whose body is out and which we end later. What is given back ends it. */
export function closeUntilEnd(reply: NodeReply, state: Answered | undefined = (reply as Stateful)[STATE]): () => void {
  const over = reply as Over;
  if (state?.isFailure !== true || !reply.headersSent || isHeld(reply)) return () => void over.end();
  const own = METHODS.map((name) => [name, Object.getOwnPropertyDescriptor(over, name)] as const);
  close(over, state);
  return () => {
    for (const [name, descriptor] of own) {
      if (descriptor === undefined) delete (over as Partial<Over>)[name];
      else Object.defineProperty(over, name, descriptor);
    }
    over.end();
    closeReply(reply, state);
  };
}

const METHODS = ['writeHead', 'setHeader', 'write', 'end'] as const;

function isHeld(reply: NodeReply): boolean {
  return Object.hasOwn(reply, 'writableEnded');
}

function close(reply: Over, state: Answered): void {
  reply[OVER] = state;
  reply.writeHead = writeHead as never;
  reply.setHeader = setHeader as never;
  reply.write = write as never;
  reply.end = end as never;
}

function writeHead(this: Over, status: unknown): Over {
  dropped(this, `writeHead(${String(status)})`, writeHead);
  return this;
}

function setHeader(this: Over, name: unknown): Over {
  dropped(this, `setHeader(${JSON.stringify(name)}, …)`, setHeader);
  return this;
}

function write(this: Over, ...args: readonly unknown[]): boolean {
  dropped(this, 'write()', write);
  callBack(args);
  return true;
}

/** `end()` alone adds nothing to an answer. */
function end(this: Over, ...args: readonly unknown[]): Over {
  const [chunk] = args;
  if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') dropped(this, 'end()', end);
  callBack(args);
  return this;
}

function dropped(reply: Over, what: string, caller: Caller): void {
  answeredAgain(reply[OVER], `the reply's own ${what}`, caller);
}

function callBack(args: readonly unknown[]): void {
  const done = args.at(-1);
  if (typeof done === 'function') process.nextTick(done as () => void);
}

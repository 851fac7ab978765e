import type { ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import { Duplex } from 'node:stream';
import onHeaders from 'on-headers';
import { addCookies } from './add-cookies.ts';
import { isHttp2 } from './is-http2.ts';
import type { NodeReply } from './node-request.ts';

type Method = 'writeHead' | 'write' | 'end' | 'flushHeaders';
type Call = readonly [method: Method, args: readonly unknown[]];
// biome-ignore lint/suspicious/noExplicitAny: arguments pass through unchanged
type AnyMethod = (...args: any[]) => unknown;

/** The key of a held reply's getter: whether the app has ended the answer. */
export const HELD_END = Symbol.for('halyard.heldEnd');

const METHODS: readonly Method[] = ['writeHead', 'write', 'end', 'flushHeaders'];
/** How many bytes of a body are held before `write()` returns false. A listener for `drain` makes it return false at once. */
const MAX_HELD = 1_048_576;
const SETTERS = ['setHeader', 'setHeaders', 'appendHeader', 'removeHeader'];

/**
 * Holds an answer when its head is about to be sent, until `before` has settled. Then it adds the cookies that `before` resolves to, and repeats the
 * calls in their order. Meanwhile the head counts as sent: it cannot change, and a second answer is refused.
 */
export function holdHead(reply: NodeReply, before: (status: number, location: string | undefined) => Promise<readonly string[]>): void {
  const target = reply as ServerResponse;
  let cookies: readonly string[] = [];
  // The listener also runs if `writeHead` sets the fields, which would replace a cookie that was set before.
  onHeaders(target, () => {
    if (cookies.length > 0) addCookies(target, cookies);
  });
  const { on } = target as { readonly on: AnyMethod };
  const originals = Object.fromEntries(METHODS.map((method) => [method, target[method]])) as Record<Method, AnyMethod>;
  const calls: Call[] = [];
  const waiting: AnyMethod[] = [];
  let [ended, released, waits, bytes] = [false, false, false, 0];
  let open = (): void => {};

  const release = (added: readonly string[]): void => {
    released = true;
    cookies = added;
    restore();
    open();
    if (replay(target, calls, originals) && waits && !ended) drain(target, waiting);
  };
  const hold = (method: Method, args: readonly unknown[]): void => {
    // Middleware that finds no head writes one, but there is one. After the end nothing more is held.
    if (ended || (method === 'writeHead' && calls.length > 0)) return;
    ended = method === 'end';
    calls.push([method, args]);
    if (calls.length > 1) return;
    open = closeHead(target, () => ended);
    const isHead = method === 'writeHead';
    before(isHead ? Number(args[0]) : target.statusCode, (isHead ? locationIn(args) : undefined) ?? locationOf(target)).then(release, () => release([]));
  };
  const restore = override(target, [
    [
      'on',
      (event: unknown, listener: AnyMethod): unknown => {
        if (event === 'drain' && !released) waiting.push(listener);
        return on.call(target, event, listener);
      },
    ],
    ...METHODS.map((method): readonly [string, AnyMethod] => [
      method,
      (...args: readonly unknown[]): unknown => {
        // Middleware that was added later keeps calling this method as long as the reply lives.
        if (released) return originals[method].apply(target, [...args]);
        // Node does the same. Middleware that was added later, such as a compression, needs the head before the body.
        if (method === 'flushHeaders' && calls.length === 0) target.writeHead(target.statusCode);
        hold(method, args);
        if (method !== 'write') return method === 'flushHeaders' ? undefined : target;
        bytes += (args[0] as { readonly length?: number } | undefined)?.length ?? 0;
        waits = waiting.length > 0 || bytes > MAX_HELD;
        return !waits;
      },
    ]),
  ]);
}

/** Makes the reply look as if its head were sent. Changes fail as they do in Node. Returns the function that opens the reply. */
function closeHead(target: ServerResponse, isEnded: () => boolean): () => void {
  const { statusCode } = target;
  // HTTP/2 has no reason phrase, and Node warns when it is read.
  const phrase = isHttp2(target) ? undefined : target.statusMessage;
  const refuse = (): never => {
    throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
  };
  const restore = override(
    target,
    SETTERS.filter((name) => name in target).map((name) => [name, refuse]),
  );
  Object.defineProperty(target, 'headersSent', { get: () => true, configurable: true });
  // express-session and others write a head themselves if this is empty.
  const { _header: head } = target as { _header?: unknown };
  if (head === null) (target as { _header?: unknown })._header = `HTTP/1.1 ${statusCode}\r\nContent-Type: ${target.getHeader('content-type')}\r\n\r\n`;
  Object.defineProperty(target, HELD_END, { get: isEnded, configurable: true });
  // An AWS Lambda adapter, whose socket is a stub, reads an ended reply as the whole answer, so this is not set for it.
  if (target.socket instanceof Duplex || isHttp2(target)) Object.defineProperty(target, 'writableEnded', { get: isEnded, configurable: true });
  return () => {
    restore();
    if (head === null) (target as { _header?: unknown })._header = head;
    delete (target as { headersSent?: boolean }).headersSent;
    delete (target as { [HELD_END]?: boolean })[HELD_END];
    delete (target as { writableEnded?: boolean }).writableEnded;
    target.statusCode = statusCode;
    if (phrase !== undefined) target.statusMessage = phrase;
  };
}

/** Repeats the held calls. Returns whether more can be written. */
function replay(target: ServerResponse, calls: readonly Call[], originals: Record<Method, AnyMethod>): boolean {
  try {
    let last: unknown;
    for (const [method, args] of calls) last = originals[method].apply(target, [...args]);
    // The `write` of a Lambda adapter's socket returns `undefined`.
    return last !== false;
  } catch {
    // The status or a field cannot be sent. The app's call has returned long ago, so only the client can notice the failure.
    if (isHttp2(target)) target.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else target.destroy();
    return false;
  }
}

/** Calls the listeners that wait for `drain`. `compression` moves listeners to its own stream, which will not emit, so they are called directly. */
function drain(target: ServerResponse, waiting: readonly AnyMethod[]): void {
  const own = target.rawListeners('drain');
  const elsewhere = waiting.filter((listener) => !own.includes(listener));
  target.emit('drain');
  for (const listener of elsewhere) listener.call(target);
}

/** Replaces methods by own properties. The returned function restores them, except those that middleware has wrapped meanwhile. */
function override(target: object, methods: readonly (readonly [string, AnyMethod])[]): () => void {
  const own = methods.map(([name, value]) => {
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
    return [name, value, descriptor] as const;
  });
  return () => {
    for (const [name, value, descriptor] of own) {
      if ((target as Record<string, unknown>)[name] !== value) continue;
      if (descriptor === undefined) delete (target as Record<string, unknown>)[name];
      else Object.defineProperty(target, name, descriptor);
    }
  };
}

function locationOf(target: ServerResponse): string | undefined {
  const location = target.getHeader('location');
  return typeof location === 'string' ? location : undefined;
}

/** The `Location` of `writeHead(303, { Location: '/orders' })`. A reason phrase may come before the fields, and the fields may be a flat list. */
function locationIn(args: readonly unknown[]): string | undefined {
  const fields = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
  const entries = Array.isArray(fields) ? pairs(fields) : Object.entries(fields);
  const found = entries.find(([name]) => String(name).toLowerCase() === 'location')?.[1];
  return typeof found === 'string' ? found : undefined;
}

function pairs(list: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
  return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]] as const] : []));
}

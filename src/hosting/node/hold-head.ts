import type { ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import { Duplex } from 'node:stream';
import onHeaders from 'on-headers';
import { addCookies } from './add-cookies.ts';
import { isHttp2 } from './is-http2.ts';
import type { NodeReply } from './node-request.ts';

type Method = 'writeHead' | 'write' | 'end' | 'flushHeaders';
type Call = readonly [method: Method, args: readonly unknown[]];
// biome-ignore lint/suspicious/noExplicitAny: handed on as they came
type AnyMethod = (...args: any[]) => unknown;

/** Has the app ended an answer that is held? */
export const HELD_END = Symbol('halyard.heldEnd');

const METHODS: readonly Method[] = ['writeHead', 'write', 'end', 'flushHeaders'];
/** As much of a body as is held before whoever writes it has to wait, where nobody has asked to be told when to go on. */
const MAX_HELD = 1_048_576;
const SETTERS = ['setHeader', 'setHeaders', 'appendHeader', 'removeHeader'];

/**
 * Holds the answer back when its head is about to go out, until `before` has settled, and adds the cookies it gives. The calls are made
 * afterwards, in their order. Meanwhile the head is as good as sent: nobody can change it, or answer a second time.
 */
export function holdHead(reply: NodeReply, before: (status: number, location: string | undefined) => Promise<readonly string[]>): void {
  const target = reply as ServerResponse;
  let cookies: readonly string[] = [];
  // Also where the fields come with writeHead itself, which would replace a cookie that was set before.
  onHeaders(target, () => {
    if (cookies.length > 0) addCookies(target, cookies);
  });
  const { on } = target as { readonly on: AnyMethod };
  const originals = Object.fromEntries(METHODS.map((method) => [method, target[method]])) as Record<Method, AnyMethod>;
  const calls: Call[] = [];
  const waiting: AnyMethod[] = [];
  let [ended, released, waits, bytes] = [false, false, false, 0];
  let open = (): void => {};

  const release = (given: readonly string[]): void => {
    released = true;
    cookies = given;
    restore();
    open();
    if (replay(target, calls, originals) && waits && !ended) drain(target, waiting);
  };
  const hold = (method: Method, args: readonly unknown[]): void => {
    // Middleware that finds no head writes one; there is one already. And nothing comes after the end.
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
        // Middleware that came later calls this for as long as the reply lives.
        if (released) return originals[method].apply(target, [...args]);
        // As Node does it: middleware that came later, as a compression, has to know of the head before the body.
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

/** Until it is opened again, everybody is told that the head is out. What would change it fails as it does in Node. */
function closeHead(target: ServerResponse, isEnded: () => boolean): () => void {
  const { statusCode } = target;
  // HTTP/2 has none, and warns.
  const phrase = isHttp2(target) ? undefined : target.statusMessage;
  const refuse = (): never => {
    throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
  };
  const restore = override(
    target,
    SETTERS.filter((name) => name in target).map((name) => [name, refuse]),
  );
  Object.defineProperty(target, 'headersSent', { get: () => true, configurable: true });
  // express-session and others write a head themselves where this is empty.
  const { _header: head } = target as { _header?: unknown };
  if (head === null) (target as { _header?: unknown })._header = `HTTP/1.1 ${statusCode}\r\nContent-Type: ${target.getHeader('content-type')}\r\n\r\n`;
  Object.defineProperty(target, HELD_END, { get: isEnded, configurable: true });
  // An adapter for AWS Lambda, whose socket is a stub, takes what has ended for the whole answer.
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

/** Gives whether more can be written. */
function replay(target: ServerResponse, calls: readonly Call[], originals: Record<Method, AnyMethod>): boolean {
  try {
    let last: unknown;
    for (const [method, args] of calls) last = originals[method].apply(target, [...args]);
    // A Lambda adapter's socket says nothing.
    return last !== false;
  } catch {
    // A status or field that cannot be sent: whoever gave it has long gone on, and there is nobody to tell but the client.
    if (isHttp2(target)) target.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else target.destroy();
    return false;
  }
}

/** Whoever was told to wait goes on. `compression` leads listeners to a stream of its own, which has told nobody to wait and will not emit. */
function drain(target: ServerResponse, waiting: readonly AnyMethod[]): void {
  const own = target.rawListeners('drain');
  const elsewhere = waiting.filter((listener) => !own.includes(listener));
  target.emit('drain');
  for (const listener of elsewhere) listener.call(target);
}

/** Own properties, and taken away again: but not those that middleware has put over them. */
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

/** `writeHead(303, { Location: '/berths' })`, with a phrase between or a flat list instead. */
function locationIn(args: readonly unknown[]): string | undefined {
  const fields = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
  const entries = Array.isArray(fields) ? pairs(fields) : Object.entries(fields);
  const found = entries.find(([name]) => String(name).toLowerCase() === 'location')?.[1];
  return typeof found === 'string' ? found : undefined;
}

function pairs(list: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
  return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]] as const] : []));
}

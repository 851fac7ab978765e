import type { ServerResponse } from 'node:http';
import { constants, type Http2ServerResponse } from 'node:http2';
import onHeaders from 'on-headers';
import { addCookies } from './add-cookies.ts';
import type { NodeReply } from './node-request.ts';

type Method = 'writeHead' | 'write' | 'end' | 'flushHeaders';
type Call = readonly [method: Method, args: readonly unknown[]];
// biome-ignore lint/suspicious/noExplicitAny: handed on as they came
type AnyMethod = (...args: any[]) => unknown;

const METHODS: readonly Method[] = ['writeHead', 'write', 'end', 'flushHeaders'];
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
  const originals = Object.fromEntries(METHODS.map((method) => [method, target[method]])) as Record<Method, AnyMethod>;
  const calls: Call[] = [];
  let [ended, released] = [false, false];
  let open = (): void => {};

  const release = (given: readonly string[]): void => {
    released = true;
    cookies = given;
    restore();
    open();
    replay(target, calls, originals);
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
  const restore = override(
    target,
    METHODS.map((method) => [
      method,
      (...args: readonly unknown[]): unknown => {
        // Middleware that came later calls this for as long as the reply lives.
        if (released) return originals[method].apply(target, [...args]);
        hold(method, args);
        // Not `true`: a file is read no further until something can be written.
        return method === 'write' ? false : method === 'flushHeaders' ? undefined : target;
      },
    ]),
  );
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
  Object.defineProperty(target, 'writableEnded', { get: isEnded, configurable: true });
  return () => {
    restore();
    delete (target as { headersSent?: boolean }).headersSent;
    delete (target as { writableEnded?: boolean }).writableEnded;
    target.statusCode = statusCode;
    if (phrase !== undefined) target.statusMessage = phrase;
  };
}

function replay(target: ServerResponse, calls: readonly Call[], originals: Record<Method, AnyMethod>): void {
  try {
    let last: unknown;
    for (const [method, args] of calls) last = originals[method].apply(target, [...args]);
    // Whoever was told to wait is told to go on; Node does it itself when there is more than the socket takes.
    if (calls.at(-1)?.[0] === 'write' && last === true) target.emit('drain');
  } catch {
    // A status or field that cannot be sent: whoever gave it has long gone on, and there is nobody to tell but the client.
    if (isHttp2(target)) target.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else target.destroy();
  }
}

function isHttp2(reply: object): reply is Http2ServerResponse {
  return 'stream' in reply;
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

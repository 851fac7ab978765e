import { finished, Readable } from 'node:stream';
import { isBodiless } from '../../hosting/node/node-host.ts';
import type { KoaContext } from './app.ts';

type OnError = (context: KoaContext, error: unknown) => void;
interface Piping {
  pipe(target: unknown): unknown;
  once(event: 'error', listener: (error: unknown) => void): unknown;
}

/**
 * A stream may fail between `ctx.body = stream` and its turn, while middleware waits for something else: an event that nobody hears ends
 * the process. So it is heard from the first moment on.
 */
export function hearBodies(response: object, onError: OnError): void {
  const { get, set } = declaredBody(response);
  Object.defineProperty(response, 'body', {
    configurable: true,
    enumerable: true,
    get,
    set(this: { readonly ctx: KoaContext }, value: unknown) {
      set.call(this, value);
      if (!isPiping(value)) return;
      // A stream that was made of it, as a compression is, would wait for the rest of it; a text would not.
      value.once('error', (error) => isPiping(get.call(this)) && onError(this.ctx, error));
    },
  });
}

/**
 * Sends a body that is a stream. Koa's own pipeline destroys the reply together with a stream that fails; here one that fails before its
 * first byte still gets an answer. Gives whether there was one.
 */
export function sendStream(context: KoaContext, onError: OnError): boolean {
  const { body, res } = context;
  if (typeof body !== 'object' || body === null || !context.writable || context.method === 'HEAD' || isBodiless(context.status)) return false;
  const stream = streamOf(body);
  if (stream === undefined) return false;
  context.respond = false;
  finished(stream as Readable, { writable: false }, (error) => {
    if (error) onError(context, error);
  });
  stream.pipe(res);
  // Koa sees to a stream of Node's; one that we made of something else would wait for a client that has gone, and its source with it.
  if (stream !== body) res.once('close', () => void (stream as Readable).destroy());
  return true;
}

function streamOf(body: object): Piping | undefined {
  if (isPiping(body)) return body;
  if (body instanceof Blob) return Readable.from(body.stream());
  if (body instanceof ReadableStream) return Readable.from(body);
  if (body instanceof Response) return Readable.from(body.body ?? []);
  return undefined;
}

function isPiping(value: unknown): value is Piping {
  return typeof (value as Piping | null | undefined)?.pipe === 'function' && typeof (value as Piping).once === 'function';
}

function declaredBody(response: object): { get(): unknown; set(value: unknown): void } {
  let level = response;
  while (!Object.hasOwn(level, 'body')) level = Object.getPrototypeOf(level);
  return Object.getOwnPropertyDescriptor(level, 'body') as { get(): unknown; set(value: unknown): void };
}

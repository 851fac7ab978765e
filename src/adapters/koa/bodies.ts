import { finished, Readable } from 'node:stream';
import { isBodiless } from '../../hosting/node/node-host.ts';
import type { KoaContext } from './app.ts';

type OnError = (context: KoaContext, error: unknown) => void;
interface Piping {
  pipe(target: unknown): unknown;
  once(event: 'error', listener: (error: unknown) => void): unknown;
}

/**
 * Listens to the errors of a stream as soon as the app sets it as `ctx.body`. A stream may fail before Koa pipes it, while middleware waits
 * for something else. Without a listener, its `error` event ends the process.
 */
export function watchBodyErrors(response: object, onError: OnError): void {
  const { get, set } = declaredBody(response);
  Object.defineProperty(response, 'body', {
    configurable: true,
    enumerable: true,
    get,
    set(this: { readonly ctx: KoaContext }, value: unknown) {
      set.call(this, value);
      if (!isPiping(value)) return;
      // A stream made from this one, such as a compression, would wait for the rest of it. A text would not.
      value.once('error', (error) => isPiping(get.call(this)) && onError(this.ctx, error));
    },
  });
}

/**
 * Sends a body that is a stream. Returns whether the body was a stream. Koa's own pipeline destroys the reply together with a stream that
 * fails. Here, a stream that fails before its first byte still gets an error response.
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
  // Koa destroys Node streams. A stream that we made from another source would stay open after the client has disconnected.
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

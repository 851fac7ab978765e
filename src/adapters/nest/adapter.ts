import type { Settings } from '../../core/settings/settings.ts';
import { readOwn } from '../../core/values/guarded-read.ts';

/** The members of Nest's HttpAdapter, for Express and for Fastify, that Halyard uses. */
export interface NestAdapter {
  getType(): string;
  getInstance(): unknown;
  getHttpServer(): { listeners(event: string): unknown[] } | undefined;
  setHttpServer(server: unknown): void;
  initHttpServer(options?: { readonly httpsOptions?: object }): unknown;
  /** Nest 12 and newer. */
  mapException?(error: unknown): unknown;
  reply(reply: object, body: unknown, ...rest: readonly unknown[]): unknown;
  setErrorHandler(handler: AnyHandler, ...rest: readonly unknown[]): unknown;
  setNotFoundHandler(handler: AnyHandler, ...rest: readonly unknown[]): unknown;
}

export type AnyHandler = (...args: never[]) => unknown;

/** A platform with Halyard on it. */
export interface Platform {
  readonly settings: Settings;
  /** Answers a thrown value, or the original error of an HttpException that Nest made. */
  fail(reply: object, error: unknown): void;
  notFound(reply: object): void;
  /** Method and URL of the request, as Nest's own 404 message contains them. */
  asked(reply: object): Asked;
}

export interface Asked {
  readonly method?: string | undefined;
  readonly originalUrl?: string | undefined;
}

/** Finds the original error of an HttpException that Nest made for this reply. Returns every other exception unchanged. */
export type OriginalOf = (exception: unknown, reply: object) => unknown;

/**
 * Remembers original errors. Nest makes an HttpException from an error of a body parser or router, and its message quotes the request. Halyard maps the
 * original error instead. Nest 12 makes the exception in the adapter's `mapException()`. Nest 10 and 11 make it inside their error handler.
 */
export function rememberOriginals(adapter: NestAdapter): OriginalOf {
  return adapter.mapException === undefined ? originalsOfHandler(adapter) : originalsOfMapping(adapter, adapter.mapException);
}

function originalsOfMapping(adapter: NestAdapter, mapException: (error: unknown) => unknown): OriginalOf {
  const originals = new WeakMap<object, unknown>();
  adapter.mapException = function (error) {
    const mapped = mapException.call(this, error);
    if (mapped !== error && typeof mapped === 'object' && mapped !== null) originals.set(mapped, error);
    return mapped;
  };
  return (exception) => (typeof exception === 'object' && exception !== null ? originals.get(exception) : undefined) ?? exception;
}

function originalsOfHandler(adapter: NestAdapter): OriginalOf {
  const originals = new WeakMap<object, unknown>();
  const { setErrorHandler } = adapter;
  adapter.setErrorHandler = function (handler, ...rest) {
    const remembering = (error: unknown, request: unknown, reply: object, next: unknown): unknown => {
      originals.set(reply, error);
      return (handler as (...args: readonly unknown[]) => unknown)(error, request, reply, next);
    };
    return setErrorHandler.call(this, remembering as AnyHandler, ...rest);
  };
  return (exception, reply) => {
    const original = originals.get(reply);
    // A filter of the app may throw another exception, which has its own message.
    return original !== undefined && readOwn(original, 'message') === readOwn(exception, 'message') ? original : exception;
  };
}

/** Nest's HttpAdapterHost. Nest 10 has no `init$`. */
interface AdapterHost {
  httpAdapter?: object;
  readonly init$?: { subscribe(next: () => void): unknown };
}

/** Calls `begin` when the app has its adapter. In a test (`createTestingModule`), the modules exist before the app. */
export function whenAdapter(host: AdapterHost, begin: (adapter: NestAdapter) => void): void {
  const noted = (): void => {
    if (host.httpAdapter) begin(host.httpAdapter as NestAdapter);
  };
  if (host.httpAdapter) noted();
  else if (host.init$ !== undefined) host.init$.subscribe(noted);
  else {
    const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(host), 'httpAdapter') as Required<PropertyDescriptor>;
    const noting = (adapter: unknown): void => {
      set.call(host, adapter);
      noted();
    };
    Object.defineProperty(host, 'httpAdapter', { get: () => get.call(host), set: noting, configurable: true });
  }
}

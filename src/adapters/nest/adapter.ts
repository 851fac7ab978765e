import type { Settings } from '../../core/settings/settings.ts';

/** The members of Nest's HttpAdapter, for Express and for Fastify, that Halyard uses. */
export interface NestAdapter {
  getType(): string;
  getInstance(): unknown;
  getHttpServer(): { listeners(event: string): unknown[] } | undefined;
  setHttpServer(server: unknown): void;
  initHttpServer(options?: { readonly httpsOptions?: object }): unknown;
  mapException(error: unknown): unknown;
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

/** Remembers original errors. Nest makes an HttpException from an error of a body parser or router. Halyard maps the original error instead. */
export function rememberOriginals(adapter: NestAdapter): (error: unknown) => unknown {
  const originals = new WeakMap<object, unknown>();
  const { mapException } = adapter;
  adapter.mapException = function (error) {
    const mapped = mapException.call(this, error);
    if (mapped !== error && typeof mapped === 'object' && mapped !== null) originals.set(mapped, error);
    return mapped;
  };
  return (error) => {
    const original = typeof error === 'object' && error !== null ? originals.get(error) : undefined;
    return original === undefined ? error : original;
  };
}

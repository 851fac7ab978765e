import type { Settings } from '../../core/settings/settings.ts';

/** What we use of a HttpAdapter of Nest's, on Express and on Fastify. */
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
  /** Answers what was thrown, or what it was found to mean. */
  fail(reply: object, error: unknown): void;
  notFound(reply: object): void;
  /** What was asked for, in the words of Nest's own 404. */
  asked(reply: object): Asked;
}

export interface Asked {
  readonly method?: string | undefined;
  readonly originalUrl?: string | undefined;
}

/** Nest makes HttpExceptions of what body parsers and routers complain of, with all they say. What they mean is in the original. */
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

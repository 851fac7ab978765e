import type { Responder } from '../core/responder.ts';

/** What we use of a HttpAdapter of Nest's, on Express and on Fastify. */
export interface NestAdapter {
  getType(): string;
  getInstance(): unknown;
  getHttpServer(): { listeners(event: string): unknown[] } | undefined;
  setHttpServer(server: unknown): void;
  initHttpServer(options?: { readonly httpsOptions?: object }): unknown;
  mapException(error: unknown): unknown;
  setNotFoundHandler(handler: AnyHandler, ...rest: readonly unknown[]): unknown;
}

export type AnyHandler = (request: never, reply: never, ...rest: readonly unknown[]) => unknown;

/** A platform with Halyard on it. */
export interface Platform {
  // biome-ignore lint/suspicious/noExplicitAny: the reply is the platform's, and only it knows which
  readonly responder: Responder<any, unknown>;
  /** What an error means that the platform hands on, or has made into one of Nest's. */
  meaningOf(error: unknown): unknown;
  /** What was asked for, in the words of Nest's own 404. */
  asked(reply: object): { readonly method?: string | undefined; readonly originalUrl?: string | undefined };
}

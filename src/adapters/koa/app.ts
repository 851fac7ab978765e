import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import type { PROOF } from '../../hosting/node/proof-link.ts';

// biome-ignore lint/suspicious/noExplicitAny: an app's functions take what they take
export type AnyFunction = (...args: any[]) => unknown;

/** What we use of a context of Koa's. */
export interface KoaContext {
  readonly app: KoaApp;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: { readonly body?: unknown };
  readonly response: object;
  readonly originalUrl: string;
  readonly method: string;
  readonly path: string;
  readonly secure: boolean;
  readonly writable: boolean;
  readonly headerSent: boolean;
  readonly state: Readonly<Record<string, unknown>>;
  status: number;
  body: unknown;
  /** `false`: the app writes to Node's reply by itself. */
  respond?: boolean;
  set(name: string, value: string): void;
  /** Of @koa/router: the pattern of the route, the routes that have the path, and the router. */
  readonly _matchedRoute?: unknown;
  readonly matched?: readonly { readonly methods: readonly string[] }[];
  readonly router?: { match?(path: string, method: string): { readonly route?: boolean } };
}

export type Next = () => Promise<unknown>;
export type Middleware = (context: KoaContext, next: Next) => unknown;
/** All the middleware of an app, in one. */
export type Run = (context: KoaContext) => Promise<unknown>;

/** What we use of a Koa app. */
export interface KoaApp {
  readonly middleware: Middleware[];
  readonly context: object;
  readonly response: object;
  readonly env?: string;
  /** Where Halyard is mounted with a proof. */
  readonly [PROOF]?: DisclosureSettings['proof'];
  onerror: AnyFunction;
  compose: (middleware: readonly Middleware[]) => Run;
  handleRequest: (context: KoaContext, run: Run) => unknown;
  listen: (...args: never[]) => Server;
  callback(): (request: IncomingMessage, response: ServerResponse) => unknown;
  listenerCount(event: 'error'): number;
  emit(event: 'error', error: Error, context: KoaContext): boolean;
  off(event: 'error', listener: AnyFunction): unknown;
}

/** What Koa's own class has for an app, behind whatever a subclass or the app itself has put in its place. */
export function koasOwn(app: KoaApp): KoaApp {
  let level: object = app;
  while (!Object.hasOwn(level, 'createContext')) level = Object.getPrototypeOf(level);
  return level as KoaApp;
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import type { PROOF } from '../../hosting/node/proof-link.ts';

// biome-ignore lint/suspicious/noExplicitAny: the parameters of an app's functions can have any type
export type AnyFunction = (...args: any[]) => unknown;

/** The members of Koa's context that Halyard uses. */
export interface KoaContext {
  readonly app: KoaApp;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: { readonly body?: unknown };
  readonly response: { readonly _explicitStatus?: boolean };
  readonly originalUrl: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
  readonly writable: boolean;
  readonly headerSent: boolean;
  readonly state: Readonly<Record<string, unknown>>;
  status: number;
  body: unknown;
  /** `false`: Koa does not send a response, because the app writes to Node's reply. */
  respond?: boolean;
  set(name: string, value: string): void;
  /** Set by @koa/router: the pattern of the route, the routes that match the path, and the router. */
  readonly _matchedRoute?: unknown;
  readonly matched?: readonly { readonly methods: readonly string[] }[];
  readonly router?: KoaRouter;
  /** Set by koa-mount, and left after its app has run: the part of the path that the innermost mount removes. */
  readonly mountPath?: string;
}

/** The members of a router of @koa/router that Halyard uses. */
export interface KoaRouter {
  match(path: string, method: string): { readonly route?: boolean; readonly pathAndMethod?: readonly { readonly path: unknown }[] } | undefined;
  matchHost?(host: string): boolean;
}

export type Next = () => Promise<unknown>;
export type Middleware = (context: KoaContext, next: Next) => unknown;
/** All the middleware of an app, composed into one function. */
export type Run = (context: KoaContext) => Promise<unknown>;

/** The members of a Koa app that Halyard uses. */
export interface KoaApp {
  readonly middleware: Middleware[];
  readonly context: object;
  readonly response: object;
  readonly env?: string;
  /** The development proof of the app, if Halyard is mounted with one. */
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

/** Koa's own prototype of an app. A subclass or the app itself may override its methods. */
export function koaPrototypeOf(app: KoaApp): KoaApp {
  let level: object = app;
  while (!Object.hasOwn(level, 'createContext')) level = Object.getPrototypeOf(level);
  return level as KoaApp;
}

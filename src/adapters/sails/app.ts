import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: an app's functions take what they take
export type AnyFunction = (...args: any[]) => unknown;

/** The Express app inside. */
export interface SailsExpress {
  readonly response: object;
  readonly request: object;
  /** Of Express 4. */
  readonly _router?: { readonly stack?: readonly object[] };
  handle(request: object, response: object, callback?: AnyFunction): void;
}

/** A request of Sails', over HTTP or virtual (a socket's, or one of `sails.request()`). */
export interface SailsRequest {
  readonly method?: string;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly isSocket?: boolean;
  readonly xhr?: boolean;
  /** Over HTTP, from the first route on. */
  readonly explicitlyAcceptsHTML?: boolean;
  is?(type: string): unknown;
  /** Sails' own answer to the question who expects JSON, or the app's, which may set it. */
  wantsJSON?: unknown;
  /** What `res.view()` leaves behind when it fails. */
  _errorInResView?: unknown;
  readonly _startTime?: Date;
  readonly socket?: {
    readonly handshake?: { readonly address?: string; readonly secure?: boolean; readonly headers?: Readonly<Record<string, string | undefined>> };
    readonly server?: { readonly httpServer?: { address?(): AddressInfo | string | null } };
  };
}

/** The reply of a virtual request: a stream with Express' methods, whose fields are kept in two places. */
export interface VirtualReply {
  req: SailsRequest;
  statusCode: number;
  readonly headers: Record<string, unknown>;
  readonly _headers: Record<string, unknown>;
  readonly writableEnded: boolean;
  /** A socket's ack, or the app's own callback: it gets the body as a value. Without it the body is text. */
  readonly _clientCallback?: unknown;
  readonly _clientRes?: { readonly statusCode?: number };
  readonly _virtualResponseStarted?: boolean;
  setHeader(name: string, value: unknown): void;
  send(body?: unknown): void;
  end(): void;
}

export type SailsReply = (ServerResponse<IncomingMessage> | VirtualReply) & { view?: View; render?: View };

/** `res.view()`, and `res.render()`: with a callback nothing is sent. */
export type View = (path: string, locals: object, callback: (error: unknown, page?: string) => void) => unknown;

export type Middleware = (request: SailsRequest, response: SailsReply, next: (error?: unknown) => void) => unknown;

/** A target in `config/routes.js` that no hook of Sails' own knows. */
export interface UnknownRoute {
  readonly target?: { readonly response?: unknown } | null;
  readonly path: string;
  readonly verb: string;
  readonly options: object;
}

/** What we use of a Sails app, 1.x. */
export interface SailsApp {
  readonly config: {
    readonly appPath?: string;
    readonly paths: Readonly<Record<string, string>>;
    readonly halyard?: unknown;
    readonly hooks?: Readonly<Record<string, unknown>>;
    readonly session?: { readonly secret?: unknown };
    readonly http?: { readonly middleware?: { readonly order?: readonly string[]; bodyParser?: unknown }; readonly bodyParser?: unknown };
    readonly log?: { readonly level?: string; readonly custom?: unknown; readonly inspect?: boolean };
  };
  readonly log: Readonly<Record<'error' | 'warn' | 'info' | 'debug' | 'verbose', (...args: readonly unknown[]) => void>>;
  readonly hooks: { readonly http?: { readonly app: SailsExpress; readonly server?: Server } };
  /** Published by the hooks, read at each request. */
  readonly middleware?: { readonly responses?: Readonly<Record<string, AnyFunction>> };
  readonly router: {
    bind(path: string, target: unknown, verb?: string, options?: object): unknown;
    readonly defaultHandlers: Record<number, AnyFunction>;
    readonly _privateRouter: { readonly stack?: readonly object[] };
  };
  readonly _actions?: Record<string, AnyFunction>;
  readonly _actionMiddleware?: Record<string, AnyFunction[]>;
  _privateSessionMiddleware?: Middleware;
  on(event: string, listener: AnyFunction): unknown;
  after(event: string, listener: () => void): unknown;
}

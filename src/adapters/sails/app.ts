import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: the parameters of an app's functions can have any type
export type AnyFunction = (...args: any[]) => unknown;

/** The Express app inside a Sails app. */
export interface SailsExpress {
  readonly response: object;
  readonly request: object;
  /** Express 4 has this member. */
  readonly _router?: { readonly stack?: readonly object[] };
  handle(request: object, response: object, callback?: AnyFunction): void;
}

/** A request of Sails: over HTTP, or virtual (from a socket or from `sails.request()`). */
export interface SailsRequest {
  readonly method?: string;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly isSocket?: boolean;
  readonly xhr?: boolean;
  /** Sails sets it over HTTP, in its first route. */
  readonly explicitlyAcceptsHTML?: boolean;
  is?(type: string): unknown;
  /** Does the client prefer JSON? Sails sets it, and the app may set it too. */
  wantsJSON?: unknown;
  /** The error of a `res.view()` that failed. */
  _errorInResView?: unknown;
  readonly _startTime?: Date;
  readonly socket?: {
    readonly handshake?: { readonly address?: string; readonly secure?: boolean; readonly headers?: Readonly<Record<string, string | undefined>> };
    readonly server?: { readonly httpServer?: { address?(): AddressInfo | string | null } };
  };
}

/** The response of a virtual request: a stream with Express' methods. It keeps its header fields in two members. */
export interface VirtualReply {
  req: SailsRequest;
  statusCode: number;
  readonly headers: Record<string, unknown>;
  readonly _headers: Record<string, unknown>;
  readonly writableEnded: boolean;
  /** A socket's ack, or the app's callback. It gets the body as a value. Without it, the body is text. */
  readonly _clientCallback?: unknown;
  readonly _clientRes?: { readonly statusCode?: number };
  readonly _virtualResponseStarted?: boolean;
  setHeader(name: string, value: unknown): void;
  send(body?: unknown): void;
  end(): void;
}

export type SailsReply = (ServerResponse<IncomingMessage> | VirtualReply) & { readonly locals?: Readonly<Record<string, unknown>>; view?: View; render?: View };

/** `res.view()` or `res.render()`. With a callback, it does not send anything. */
export type View = (path: string, locals: object, callback: (error: unknown, page?: string) => void) => unknown;

export type Middleware = (request: SailsRequest, response: SailsReply, next: (error?: unknown) => void) => unknown;

/** A target in `config/routes.js` that Sails' own hooks do not handle. */
export interface UnknownRoute {
  readonly target?: { readonly response?: unknown } | null;
  readonly path: string;
  readonly verb: string;
  readonly options: object;
}

/** The members of a Sails app (1.x) that Halyard uses. */
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
  /** The server of Socket.IO, which the hook `sockets` makes. */
  readonly io?: object;
  readonly log: Readonly<Record<'error' | 'warn' | 'info' | 'debug' | 'verbose', (...args: readonly unknown[]) => void>>;
  readonly hooks: { readonly http?: { readonly app: SailsExpress; readonly server?: Server } };
  /** The hooks publish it. Halyard reads it for each request. */
  readonly middleware?: { readonly responses?: Readonly<Record<string, AnyFunction>> };
  readonly router: {
    bind(path: string, target: unknown, verb?: string, options?: object): unknown;
    readonly defaultHandlers: Record<number, AnyFunction>;
    /** `config/routes.js`, by addresses such as `GET /orders/:id`. */
    readonly explicitRoutes?: Readonly<Record<string, unknown>>;
    readonly _privateRouter: { readonly stack?: readonly object[] };
  };
  readonly _actions?: Record<string, AnyFunction>;
  readonly _actionMiddleware?: Record<string, AnyFunction[]>;
  _privateSessionMiddleware?: Middleware;
  on(event: string, listener: AnyFunction): unknown;
  after(event: string, listener: () => void): unknown;
}

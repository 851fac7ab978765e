import type { Route } from '../../core/ports/route-table.ts';
import type { ResponseFacts } from './drill-report.ts';

/** A server of sockets on which Halyard is mounted. */
export interface SocketFacts {
  readonly kind: 'Socket.IO' | 'ws' | 'Sails';
  /** Its number among the servers of sockets, from 0. */
  readonly index: number;
  /** Its address on this machine. `undefined`: that of the app. */
  readonly origin: string | undefined;
  /** The path of its handshake: `/socket.io`. */
  readonly path: string;
  /** The namespaces of Socket.IO, the main one first. */
  readonly namespaces: readonly string[];
  readonly responses: readonly ResponseFacts[];
  /** Why the drill can open no socket. `undefined`: it can. */
  readonly closed?: string | undefined;
}

/** What the app sends besides the built-in formats, and to whom. */
export interface FormatFacts {
  /** The app's own formats. */
  readonly own: readonly { readonly name: string; readonly mediaType: string }[];
  /** An `EventSource` gets failures as events: the option `sse` is not `false`. */
  readonly hasEvents: boolean;
  /** The app has the option `inertia`. */
  readonly hasInertia: boolean;
  /** The media type that the app sends whatever the client accepts: the option `format`. */
  readonly forced?: string | undefined;
}

/** The facts of an app that only the drill itself needs. They are not in the report. */
export interface EngineFacts {
  /** The routes of all methods. `undefined`: the host cannot list them, so any path may be one. */
  readonly everyRoute: readonly Route[] | undefined;
  /** The app has a store for the flash. */
  readonly hasStore: boolean;
  readonly sent: FormatFacts;
  /** The servers of sockets on which Halyard is mounted. */
  readonly sockets: readonly SocketFacts[];
  /** Halyard is mounted on a host of HTTP, and not on sockets alone. */
  readonly hasHttp: boolean;
}

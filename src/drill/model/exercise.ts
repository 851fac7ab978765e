/** The kind of client that an exercise plays. The built-in ones are here. A format of the app is played under its own name. */
export type ClientKind = 'browser' | 'problem' | 'json' | 'markdown' | 'text' | 'any' | 'htmx' | 'turbo' | 'inertia' | 'socket' | (string & {});

/** The situation that a response is played in. */
export type SituationName =
  | 'bare'
  | 'message'
  | 'error'
  | 'issues'
  | 'data'
  | 'thrown'
  | 'before middleware'
  | 'signed in'
  | 'head sent'
  | 'HEAD'
  | 'no route'
  | (string & {});

/** A value that a handler throws. Most are no errors, and some cannot be read. */
export type ThrownKind =
  | 'error'
  | 'string'
  | 'null'
  | 'object'
  | 'frozen'
  | 'undefined'
  | 'number'
  | 'symbol'
  | 'function'
  | 'proxy'
  | 'promise'
  | 'hostile'
  | 'own json'
  | 'no prototype';

/** In place of an id: the exercise is named by each message, and not by the handshake of its socket. */
export const OF_SOCKET = 'socket';

/** What the app's process does for an exercise. It is plain JSON: the values are made from it in that process. */
export interface Call {
  /** The name of the response. With `throw`, the value is thrown instead, and the app's error mapping chooses the response. */
  readonly response: string;
  readonly args: 'none' | 'message' | 'error' | 'issues' | 'data';
  /** The arguments themselves, in place of `args`. */
  readonly values?: readonly unknown[] | undefined;
  readonly throw?: ThrownKind | undefined;
  /** Answers an error that has this status, in place of a call of `response`. */
  readonly status?: number | undefined;
  /** With `status`: Halyard's own answer, although the app has a response for this status. */
  readonly isBuiltIn?: boolean;
  /** The reference of the failure, in place of a random one. */
  readonly reference?: string | undefined;
  /** The time in milliseconds, and the seed of random values, that the code of the app gets. */
  readonly world?: { readonly time: number; readonly seed: number; readonly machine: { readonly name: string; readonly pid: number } } | undefined;
  /** Before the first middleware of the app, or after the last one, where no route has matched. */
  readonly at: 'start' | 'end';
  /** Sends the head and a part of a body before the call. */
  readonly headSent?: boolean;
  /** Calls the response a second time, as a handler without `return` does. */
  readonly isTwice?: boolean;
  /** The WebSocket is opened first, and the response closes it. */
  readonly closes?: boolean;
  /** A part of the app that fails during this exercise. */
  readonly broken?: 'slow view' | 'throwing view' | 'throwing logger' | 'store down' | undefined;
}

/** One request that the drill sends, and what it expects. */
export interface Exercise {
  readonly id: number;
  readonly situation: SituationName;
  readonly client: ClientKind;
  /** The language that the client asks for, if the app has languages. */
  readonly language?: string | undefined;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** `undefined`: a request that needs no door, such as one for a path without a route. */
  readonly call?: Call | undefined;
  readonly expected: Expected;
}

/** What an answer must be. */
export interface Expected {
  /** The response that answers: its name is in the findings. `undefined` if Node or a proxy answers itself. */
  readonly response: string | undefined;
  /** The status of that response. Several, if the host may choose. */
  readonly statuses: readonly number[];
  /** The media types that this client may get, without parameters. Empty: any, or none. */
  readonly types: readonly string[];
  /** How many records of level `error` or `warn` the log gets for it. `undefined`: not checked. */
  readonly logged?: 0 | 1 | undefined;
  /** The connection ends without a complete answer. */
  readonly isCut?: boolean;
  /** A failure beside the answer is part of the exercise, such as the view that the drill itself makes throw. */
  readonly isBroken?: boolean;
}

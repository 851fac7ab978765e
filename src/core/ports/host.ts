import type { MaybePromise } from '../values/maybe-promise.ts';
import type { Representation } from './representation.ts';
import type { IncomingRequest } from './request.ts';

/** How far the reply of a request has come, told by the host and not by us. */
export type Progress =
  /** Nothing has gone out: we may answer. */
  | 'open'
  /** The head is out and the body is not complete: all we can do is end the connection. */
  | 'head-sent'
  /** A whole answer has gone out. */
  | 'finished'
  /** Nobody is left to read an answer. */
  | 'gone';

/** What the core asks of a host, and all it asks. `Native` is the object the response methods are called on. */
export interface Host<Native extends object, Sent = void> {
  /** As people write it: `Express`. */
  readonly name: string;
  read(native: Native): IncomingRequest;
  progress(native: Native): Progress;
  write(native: Native, representation: Representation): MaybePromise<Sent>;
  /** A failure is rendered, and will be written: what the app answers meanwhile by the means of the host is dropped. */
  rendering?(native: Native): void;
  /** The head is out: end the connection so that the client notices. */
  abort(native: Native): MaybePromise<Sent>;
  /** The media type of the body that has begun, where the host can add to it: then `conclude` does. */
  begun?(native: Native): string | undefined;
  /** Adds the last of a body that has begun, and ends it. */
  conclude?(native: Native, text: string): MaybePromise<Sent>;
  /**
   * Takes back a success that has been said and that nobody has seen, where the host sends later than it is told: what fails above the
   * handler, a session or a transaction that commits, must not read as done. `false`: it has gone out,
   * or is a failure, which stands.
   */
  takeBack?(native: Native): boolean;
  /** What an app's own response has returned, on a host whose handlers answer by returning: the host keeps it, if it is an answer. */
  returned?(native: Native, value: unknown): void;
  /** The `this` of an app's own response: `{ req, res }`, as in Sails. */
  context(native: Native): { readonly req: unknown; readonly res: unknown };
}

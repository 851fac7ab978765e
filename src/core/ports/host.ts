import type { MaybePromise } from '../values/maybe-promise.ts';
import type { Representation } from './representation.ts';
import type { IncomingRequest } from './request.ts';

/** The state of the reply to a request, read from the host. */
export type Progress =
  /** Nothing was sent, so Halyard may answer. */
  | 'open'
  /** The header section was sent, and the body is not complete. Halyard can only end the connection. */
  | 'head-sent'
  /** A complete answer was sent. */
  | 'finished'
  /** The client has disconnected. */
  | 'gone';

/** Facts that a host has about a failure and that the error does not carry. Plain data: the error mapping decides how to use them. */
export interface HostFacts {
  /** The status from 400 to 599 that the app has set on the reply before the failure: `res.status(404); throw new Error(…)`. */
  readonly replyStatus?: number | undefined;
  /** The error is of a request body that does not match its content coding. */
  readonly isUnpacking?: boolean | undefined;
  /** The error is of the request body, which could not be read: 400 for its content, 415 for its media type. */
  readonly unreadable?: 400 | 415 | undefined;
}

/** All that the core needs from a host. `Native` is the object that has the response methods, such as the `res` of Express. */
export interface Host<Native extends object, Sent = void> {
  /** The name of the host in messages: `Express`. */
  readonly name: string;
  /** Reads the request of this reply into plain data. */
  read(native: Native): IncomingRequest;
  /** The state of the reply. */
  progress(native: Native): Progress;
  /** The status of the answer that the app has sent, or set. */
  sentStatus?(native: Native): number | undefined;
  /** The facts about a failure of a reply that is still open. */
  factsOf?(native: Native, error: unknown): HostFacts | undefined;
  /** Writes the answer to the reply. */
  write(native: Native, representation: Representation): MaybePromise<Sent>;
  /** Announces that a failure is being rendered and will be written. Until then the host drops answers that the app sends by other means. */
  rendering?(native: Native): void;
  /** Ends the connection, so that the client notices the incomplete answer. It is called after the header section was sent. */
  abort(native: Native): MaybePromise<Sent>;
  /** The media type of an incomplete body, if the host can still add to it with `conclude`. */
  startedType?(native: Native): string | undefined;
  /** Adds this last text to an incomplete body, and ends it. */
  conclude?(native: Native, text: string): MaybePromise<Sent>;
  /**
   * Takes back a success that the handler answered and the host did not send yet. If middleware around the handler fails, for example when a session
   * is saved or a transaction commits, the client must not get a success. Returns `false` if the answer was sent, or if it is a failure, which stands.
   */
  takeBack?(native: Native): boolean;
  /**
   * Receives the value that an app's own response returned. For a host whose handlers answer by their return value: the host keeps the value if it
   * is an answer.
   */
  keepReturned?(native: Native, value: unknown): void;
  /** The `this` of an app's own response: `{ req, res }` as in Sails. */
  context(native: Native): { readonly req: unknown; readonly res: unknown };
}

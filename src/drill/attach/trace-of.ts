import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logged, RenderedView, Trace } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';

/** The exercise that this code runs for, and what has happened in it. */
export interface Running {
  readonly exercise: Exercise;
  readonly logged: Logged[];
  readonly views: RenderedView[];
  override: Trace['override'];
  /** The door has played the response. */
  isPlayed: boolean;
  route: string | undefined;
  sentAt: Trace['sentAt'];
}

/** The running exercise of the code that asks. It follows the request through the middleware of the app. */
export const running = new AsyncLocalStorage<Running>();

export function newRunning(exercise: Exercise): Running {
  return { exercise, logged: [], views: [], override: undefined, isPlayed: false, route: undefined, sentAt: undefined };
}

/** What has happened, as plain JSON. */
export function traceOf({ logged, views, override, isPlayed, route, sentAt }: Running): Trace {
  return { logged, views, isPlayed, ...(override && { override }), ...(route !== undefined && { route }), ...(sentAt && { sentAt }) };
}

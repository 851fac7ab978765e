import type { MaybePromise } from '../values/maybe-promise.ts';
import type { IncomingRequest } from './request.ts';

/** A source of pages: EJS files, a host's own `app.render`, anything that turns a name and locals into text. */
export interface ViewEngine {
  /**
   * The page of that name (`500`, `5xx`), as text. `undefined`: there is no such view, and the next engine is asked.
   * May throw, reject or take too long: the client then gets the built-in page. The request is there for an engine that a host has on
   * each reply, or that speaks the visitor's language.
   */
  render(view: string, locals: Readonly<Record<string, unknown>>, request?: IncomingRequest): MaybePromise<string | undefined>;
}

import type { MaybePromise } from './maybe-promise.ts';

/** A source of pages: EJS files, a host's own `app.render`, anything that turns a name and locals into text. */
export interface ViewEngine {
  /**
   * The page of that name (`500`, `5xx`), as text. `undefined`: there is no such view, and the next engine is asked.
   * May throw, reject or take too long: the client then gets the built-in page.
   */
  render(view: string, locals: Readonly<Record<string, unknown>>): MaybePromise<string | undefined>;
}

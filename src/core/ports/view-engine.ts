import type { MaybePromise } from '../values/maybe-promise.ts';
import type { IncomingRequest } from './request.ts';

/** Renders views: EJS files, the `app.render` of a host, or any other code that makes text from a name and locals. */
export interface ViewEngine {
  /**
   * Renders the view of this name (`500`, `5xx`) as text. `undefined` means that there is no such view, and Halyard tries the next engine. If the
   * engine throws, rejects or takes too long, the client gets another page. An engine needs the request if the host has an engine on each
   * reply, or if the view depends on the visitor's language.
   */
  render(view: string, locals: Readonly<Record<string, unknown>>, request?: IncomingRequest): MaybePromise<string | undefined>;
}

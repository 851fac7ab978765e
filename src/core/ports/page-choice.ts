import type { IncomingRequest } from './request.ts';

/**
 * Which page a developer sees for a 5xx that has an error. `true`: the development page. `'link'`: the app's own page, with a link to the development
 * page. `false`: the app's own page as it is.
 */
export type DevelopmentPage = boolean | 'link';

/** A failure for which the app has a page of its own. */
export interface FailureWithPage {
  readonly status: number;
  readonly revealed: boolean;
  readonly errors: readonly unknown[];
}

/** The request of such a failure, and the option `developmentPage`. */
export interface PageSituation {
  readonly request: IncomingRequest;
  readonly settings: { readonly developmentPage: DevelopmentPage };
  /** Logs an error that happened while the page was rendered. */
  readonly failed?: (error: unknown) => void;
}

/**
 * Chooses the page of a failure in development. A text is sent in place of the app's own page `own`. `{ note }` is HTML for the development page, which is
 * sent instead. `undefined`: the app's own page is sent as it is. With `isPart`, the answer goes into a part of the open page. It has no links, because
 * they would lead away from that page.
 */
export type ChoosePage = (own: string, failure: FailureWithPage, situation: PageSituation, isPart?: boolean) => string | { readonly note: string } | undefined;

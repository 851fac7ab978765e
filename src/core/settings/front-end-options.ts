import type { MaybePromise } from '../values/maybe-promise.ts';

export interface HtmxOptions {
  /** Where errors go, instead of what the element has asked for: an htmx selector. Default: the element's form, else the top of the page. */
  readonly target?: string;
  /** How they go there: a value of `hx-swap`. Default: `afterbegin`, or `innerHTML` with a `target` of the app's. */
  readonly swap?: string;
}

export interface InertiaOptions {
  /** The page component for errors, as the app's `resolve` knows it: `Error`. It gets `status`, `title`, `message`, `reference` and `errors`. */
  readonly component: string;
  /** The version of the app's assets, as its other pages give it. Default: the one that the visitor's page has. */
  readonly version?: string | (() => string);
  /** Further props, such as those that every page of the app has; ours win. */
  readonly props?: Readonly<Record<string, unknown>> | ((request: never) => MaybePromise<Readonly<Record<string, unknown>>>);
}

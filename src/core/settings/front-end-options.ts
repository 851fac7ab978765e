import type { MaybePromise } from '../values/maybe-promise.ts';

/** Where htmx puts an error in the page. */
export interface HtmxOptions {
  /** The place in the page where errors go, as an htmx selector. Default: the top of the element's form, else the top of the page. */
  readonly target?: string;
  /** How htmx inserts them: a value of `hx-swap`. Default: `afterbegin`, or `innerHTML` if you set `target`. */
  readonly swap?: string;
}

/** The page component that an Inertia app shows errors with. */
export interface InertiaOptions {
  /**
   * The name of the page component for errors, as in the app's `resolve`: `Error`. Its props are `status`, `title`, `message`, `reference`, `errors`
   * and `report`.
   */
  readonly component: string;
  /** The version of the app's assets, as on its other pages, or a function that returns it. Default: the version of the visitor's page. */
  readonly version?: string | (() => string);
  /**
   * Further props, such as those of every page, or a function of the host's request that returns them. A prop of Halyard with the same name
   * wins. Default: none.
   */
  readonly props?: Readonly<Record<string, unknown>> | ((request: never) => MaybePromise<Readonly<Record<string, unknown>>>);
}

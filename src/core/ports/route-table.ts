/** A route of the app. */
export interface Route {
  /** The request method in upper case, or `ALL`. */
  readonly method: string;
  /** The path in the notation of the host, with the prefix of its router: `/orders/:id`. */
  readonly path: string;
  /** The path is a regular expression, and not a path with parameters. */
  readonly isExpression?: boolean;
  /** The host has made the route, and not the app: a blueprint of Sails. */
  readonly isGenerated?: boolean;
}

/** A folder of files that a middleware of the app serves. */
export interface StaticFolder {
  /** The path that stands for the folder: `/` or `/assets`. */
  readonly path: string;
  /** The absolute path of the folder. */
  readonly folder: string;
}

/** The routes of the app that the host can list, and its static folders. */
export interface RouteTable {
  readonly routes: readonly Route[];
  readonly folders: readonly StaticFolder[];
  /** The paths below which a function of the app answers every request: a handler that was added as middleware and takes no `next`. */
  readonly handlers?: readonly string[] | undefined;
}

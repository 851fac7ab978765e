import type { Disclose } from '../disclosure/disclose-option.ts';
import type { Format } from '../formats/format.ts';
import type { FlashStore } from '../ports/flash-store.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import type { Reporter } from '../report/report.ts';
import type { AppResponse } from '../responses/app-response.ts';
import type { DefinedResponse } from '../responses/define-response.ts';
import type { HtmxOptions, InertiaOptions } from './front-end-options.ts';
import type { Preset, PresetName } from './preset.ts';

export interface FlashOptions {
  /**
   * Seals the cookie: at least 32 characters, from outside the code (`openssl rand -base64 32`). Of a list the first seals and all open, so
   * that a secret can be changed. Default: in development a fresh one at each start; in production none, and without a `store` no flash.
   */
  readonly secret?: string | readonly string[] | undefined;
  /** Keeps the flash instead of the sealed cookie: `redisFlash(client)`, `sessionFlash()`. */
  readonly store?: FlashStore;
  /** Seconds that a flash waits for its page. Default: 180. */
  readonly lifetime?: number;
  /** Fields that are given back although their name looks like a secret's: `['passengers']`. */
  readonly keep?: readonly string[];
  /** Further fields that are never given back: `['iban']`. */
  readonly omit?: readonly string[];
}

/** What an app may choose. Everything has a default that is safe in production; `docs/options.md` has an example of each. */
export interface Options {
  /** Default: `development` when NODE_ENV is unset or `development`, else `production`. */
  readonly environment?: 'development' | 'production';
  /**
   * To whom errors are shown in full. `local`: to clients on this machine; `{ hosts: ['localhost:5173'] }`: also by way of your own front-end
   * server. `proved`: to the browser that opens a link from the log. Default: `local` in development, `false` in production. A function decides
   * for each request.
   */
  readonly disclose?: Disclose;
  /** pino, Sails', or anything with `error`, `warn`, `info`, `debug` of a record and a line. Default: JSON lines on the console. `false`: no log. */
  readonly logger?: Logger | false;
  /** The level of each status's record: `{ 404: 'info', '4xx': false }`. */
  readonly levels?: Readonly<Record<string, Level | false>>;
  /** Called once for each failure, with the record and the error itself: for Sentry and its like. */
  readonly report?: Reporter | readonly Reporter[];
  /** Further members of each record, from the host's request: `(req) => ({ user: req.user?.id })`. */
  // biome-ignore lint/suspicious/noExplicitAny: the request is the host's, and an app knows which
  readonly context?: (request: any) => Readonly<Record<string, unknown>>;
  /** Whose words programs are answered in: those of Sails' pages, 1.x or 0.9. By name on Node; elsewhere a value of `halyard/presets`. Default: ours. */
  readonly preset?: PresetName | Preset;
  /** The app's own responses, by name: a `defineResponse()` or a function called with `this = { req, res }`. */
  readonly responses?: Readonly<Record<string, DefinedResponse<readonly never[]> | AppResponse>>;
  /** Where pages come from, in the order they are asked. */
  readonly views?: ViewEngine | readonly ViewEngine[];
  /** Further locals of every view; ours win. */
  readonly locals?: Readonly<Record<string, unknown>>;
  /** The format whatever the request asks for, for the whole app or by request: `({ url }) => url.startsWith('/api/') ? 'json' : undefined`. */
  readonly format?: string | ((request: IncomingRequest) => string | undefined);
  /** Further formats. One with the media type of ours is asked before it; the others only for clients that ask for them. */
  readonly formats?: readonly Format[];
  /**
   * A failure that may pass reaches an EventSource as an event of a stream with status 200, so that it comes back. Default: `true`. `false`: it keeps
   * its status, and a stream that had begun is cut off.
   */
  readonly sse?: boolean;
  /** `WWW-Authenticate` of a 401 that names no other. Default: `Bearer`. */
  readonly challenge?: string;
  /** Milliseconds that a view, a format or a response of the app may take. Default: 2000. */
  readonly deadline?: number;
  /** The flash of forms that are sent back: where it waits, for how long, what it keeps. `false`: they are answered in place. */
  readonly flash?: FlashOptions | false;
  /** This app's own addresses, `https://harbour.example`: a form may be sent back to a whole address of one of them. Default: paths only. */
  readonly origin?: string | readonly string[];
  /** Where htmx puts errors in the page. */
  readonly htmx?: HtmxOptions;
  /** The page component that an Inertia app shows errors with. Default: none, and Inertia shows the page in a window. */
  readonly inertia?: InertiaOptions;
  /** Where the built-in page's link leads. Default: `/`. `false`: no link. */
  readonly home?: string | false;
}

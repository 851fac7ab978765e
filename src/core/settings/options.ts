import type { Disclose } from '../disclosure/disclose-option.ts';
import type { ErrorRule } from '../error-mapping/error-rules.ts';
import type { Format } from '../formats/format.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { Maintenance } from '../ports/maintenance.ts';
import type { DevelopmentPage } from '../ports/page-choice.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import type { Reporter } from '../report/report.ts';
import type { AppResponse } from '../responses/app-response.ts';
import type { DefinedResponse } from '../responses/define-response.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import type { EditorOption } from './editor-option.ts';
import type { BaseOptions, FlashOptions } from './form-options.ts';
import type { HtmxOptions, InertiaOptions } from './front-end-options.ts';
import type { Preset, PresetName } from './preset.ts';

/**
 * The options of an app. Every default is safe in production. `docs/options.md` has an example of each. `Native` is the request of the host, as the
 * functions among the options receive it: `Options<express.Request>`.
 */
// biome-ignore lint/suspicious/noExplicitAny: options that are written apart from a host take the request of any host
export interface Options<Native = any> {
  /** `'development'` or `'production'`. Default: `development` when `NODE_ENV` is unset, empty or `development`, else `production`. */
  readonly environment?: 'development' | 'production';
  /**
   * Which clients see errors in full. `'local'`: clients on this machine. `{ hosts: ['localhost:5173'] }`: also clients that come through your
   * own front-end server. `'proved'`: the browser that opened the link from the log. `{ key }`: the same with a key of your own. `true`:
   * everybody. `false`: nobody. A function decides for each request. Default: `'local'` in development, `false` in production.
   *
   * @example
   * halyard(app, { disclose: { hosts: ['localhost:5173'] } });
   */
  readonly disclose?: Disclose<Native>;
  /**
   * pino, the logger of Sails, or any object with the methods `error`, `warn`, `info` and `debug`. Each is called with a record and a line. `false`:
   * no log. Default: lines of JSON on the console.
   *
   * @example
   * halyard(app, { logger: pino() });
   */
  readonly logger?: Logger | false;
  /**
   * The log level for each status or class of statuses; `false` means no record. Default: 5xx `error`; 401, 403 and 429 `warn`; 404 `debug`;
   * other 4xx `info`.
   *
   * @example
   * halyard(app, { levels: { 404: 'info', '4xx': false } });
   */
  readonly levels?: Readonly<Record<string, Level | false>>;
  /**
   * A function, or a list of functions, called once for each failure with the record and the original errors. Use it for an error tracker such
   * as Sentry. Default: none.
   *
   * @example
   * halyard(app, { report: ({ errors, record }) => Sentry.captureException(errors[0], { tags: { reference: record.reference } }) });
   */
  readonly report?: Reporter | readonly Reporter[];
  /**
   * Your own mapping of errors to responses, first match first. A rule has two parts: a class, a function or an error `code`; and a function that
   * returns the response, or `undefined` to try the next rule. Default: none.
   *
   * @example
   * halyard(app, { errors: [[ApiError, (error) => notFound(error.message)], ['E_QUOTA', () => tooManyRequests()]] });
   */
  readonly errors?: readonly ErrorRule[];
  /**
   * `true`: the failure of an outgoing call is a 504 if it took too long, and a 502 if its connection failed or the other server answered with an
   * error. `false`: it is a 500. Default: `false`.
   *
   * @example
   * halyard(app, { upstream: true });
   */
  readonly upstream?: boolean;
  /**
   * A function that receives the host's request and returns further members for each log record. Default: none.
   *
   * @example
   * halyard(app, { context: (req) => ({ user: req.user?.id }) });
   */
  readonly context?: (request: Native) => Readonly<Record<string, unknown>>;
  /**
   * Answers programs as the documentation of Sails describes it: `'sails-1'` or `'sails-0.9'`. On Node you pass the name, elsewhere a value of
   * `halyard/presets`. Default: none.
   *
   * @example
   * halyard(app, { preset: 'sails-1' });
   */
  readonly preset?: PresetName | Preset;
  /**
   * Your own responses, by name: each is a `defineResponse()`, or a function that is called with `this = { req, res, … }`. Default: none.
   *
   * @example
   * halyard(app, { responses: { outOfStock: defineResponse({ status: 409 }) } });
   */
  readonly responses?: Readonly<Record<string, DefinedResponse<readonly never[]> | AppResponse>>;
  /**
   * A view engine, or a list of view engines: objects with `render(view, locals)`. Halyard calls them in order. Default: none, so a browser receives
   * the built-in page.
   *
   * @example
   * halyard(app, { views: { render: (view, locals) => pages[view]?.(locals) } });
   */
  readonly views?: ViewEngine | readonly ViewEngine[];
  /**
   * Which page you see in development for a 5xx that has an error. `true`: the development page, with a link to your own page. `'link'`: your own page,
   * with a link to the development page. `false`: your own page as it is. Default: `true`, and `false` with a preset of Sails.
   */
  readonly developmentPage?: DevelopmentPage;
  /**
   * Further locals for every view: an object, or a function of the host's request that returns an object or a promise of one. A local of Halyard
   * with the same name wins. Default: none.
   *
   * @example
   * halyard(app, { locals: (req) => ({ site: 'Example Shop', user: req.user }) });
   */
  readonly locals?: Readonly<Record<string, unknown>> | ((request: Native) => MaybePromise<Readonly<Record<string, unknown>>>);
  /**
   * The name of the format for every answer, whatever the request accepts, or a function that chooses it for each request. Default: the request decides.
   *
   * @example
   * halyard(app, { format: ({ url }) => (url.startsWith('/api/') ? 'json' : undefined) });
   */
  readonly format?: string | ((request: IncomingRequest<Native>) => string | undefined);
  /**
   * Further body formats. One with the media type of a built-in format is tried before it. Any other is only for clients that accept it. Default: none.
   */
  readonly formats?: readonly Format[];
  /**
   * Whether an `EventSource` receives a temporary failure (429, 5xx) as an event of a stream with status 200. The browser then connects again. With
   * `false` the failure keeps its status, and a stream that has begun is cut off. Default: `true`.
   */
  readonly sse?: boolean;
  /**
   * The header `WWW-Authenticate` of a 401 that sets no challenge itself. Default: `Bearer`.
   *
   * @example
   * halyard(app, { challenge: 'Bearer realm="orders"' });
   */
  readonly challenge?: string;
  /** How many milliseconds a view, a format or a response of yours may take, from 1 to 600000. Default: 2000. */
  readonly deadline?: number;
  /**
   * The flash of forms that are sent back: where it is kept, for how long, and with which fields. `false`: a form is answered in place. Default: the
   * sealed cookie, if there is a secret.
   *
   * @example
   * halyard(app, { flash: { secret: process.env.FLASH_SECRET, lifetime: 300 } });
   */
  readonly flash?: FlashOptions | false;
  /**
   * The address of your app, or a list of addresses. Halyard sends a form back to a complete URL only if its origin is one of them. Default:
   * none, so only paths are allowed.
   *
   * @example
   * halyard(app, { origin: 'https://shop.example' });
   */
  readonly origin?: string | readonly string[];
  /**
   * The prefix of paths that a proxy removes before your app gets the request: the browser has `/app/signup`, and your app gets `/signup`. `{ forwarded:
   * true }`: the header `X-Forwarded-Prefix` of the request has it. Default: none.
   *
   * @example
   * halyard(app, { base: '/app' });
   */
  readonly base?: string | BaseOptions;
  /**
   * Where htmx puts an error: `target` is an htmx selector, `swap` a value of `hx-swap`. Default: at the top of the form, or of the page without a form.
   *
   * @example
   * halyard(app, { htmx: { target: '#errors', swap: 'innerHTML' } });
   */
  readonly htmx?: HtmxOptions;
  /**
   * The page component that an Inertia app shows errors with. Default: none, and Inertia shows the error page in a dialog.
   *
   * @example
   * halyard(app, { inertia: { component: 'Error' } });
   */
  readonly inertia?: InertiaOptions;
  /**
   * The editor that the development page opens files in: its name, an address with `{path}`, `{line}` and `{column}`, or an object of both with `paths`,
   * which maps folders of a container to folders of your machine. `false`: no links. Default: the editor that your environment names
   * (`HALYARD_EDITOR`, `VISUAL`, `EDITOR`, an editor's terminal), else VS Code.
   *
   * @example
   * halyard(app, { editor: { name: 'vscode', paths: { '/app': '/home/me/shop' } } });
   */
  readonly editor?: EditorOption;
  /**
   * Closes your app for a while: Halyard calls its method `meets` before any of your handlers. During an outage each client gets a 503 with `Retry-After`.
   * `maintenance()` of `halyard/maintenance` watches a file. Default: none.
   *
   * @example
   * halyard(app, { maintenance: { meets: () => (flags.closed ? { retryAfter: 600 } : undefined) } });
   */
  readonly maintenance?: Maintenance;
  /** Where the link of the built-in page leads: a path, or an http or https URL. `false`: no link. Default: `/`. */
  readonly home?: string | false;
}

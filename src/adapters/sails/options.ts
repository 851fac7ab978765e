import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { nodeEnvironment } from '../../hosting/node/node-environment.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import type { AnyFunction, SailsApp, SailsRequest } from './app.ts';
import { sailsLogger } from './logger.ts';
import { sailsViews } from './views.ts';

/**
 * The defaults for an existing Sails app. `config/halyard.js` overrides them. The `views/500.ejs` of a new Sails app shows the error itself in development,
 * so no other page is needed.
 */
const DEFAULTS: Options = { preset: 'sails-1', developmentPage: false };

/** The options of `config/halyard.js`, with defaults from Sails: its log, its views, the secret of its session, and `req.wantsJSON`. */
export function sailsOptions(sails: SailsApp, files: Readonly<Record<string, AnyFunction>>): Options {
  const { halyard: config = {} } = sails.config;
  const extended = extendOptions(
    config as Options,
    ({ environment = nodeEnvironment().mode, logger = sailsLogger(sails), responses, views, format, flash }) => ({
      logger,
      responses: { ...responses, ...files },
      views: [...asList(views), sailsViews(environment === 'development')],
      format: typeof format === 'string' ? format : formatOf(format),
      ...flashOf(sails, flash),
    }),
  );
  return { ...DEFAULTS, ...extended };
}

/** The `format` option: JSON if the app has set `req.wantsJSON`, and a page if it has set it to `false`. Otherwise the format is negotiated. */
function formatOf(own: Exclude<Options['format'], string>): (request: IncomingRequest) => string | undefined {
  return (request) => {
    const chosen = own?.(request);
    if (chosen !== undefined) return chosen;
    const native = request.native as SailsRequest;
    if (wantsJsonBySails(native)) return 'json';
    // Sails itself leaves `undefined` there. A socket cannot get a page.
    return native.wantsJSON === false && !native.isSocket ? 'html' : undefined;
  };
}

/**
 * Has the app set `req.wantsJSON`, for example in a policy? Sails sets it too: for every client whose Accept field does not contain `html`, and after
 * a `res.view()` that failed. For a virtual request, it is always set.
 */
function wantsJsonBySails(request: SailsRequest): boolean {
  const { wantsJSON, _errorInResView, explicitlyAcceptsHTML, xhr, isSocket } = request;
  if (!wantsJSON || _errorInResView !== undefined) return false;
  if (explicitlyAcceptsHTML === undefined || isSocket) return true;
  return explicitlyAcceptsHTML && !xhr && !request.is?.('json');
}

/** Seals the flash cookie with the secret of Sails' session, unless the app configures the flash itself. */
function flashOf({ config }: SailsApp, flash: Options['flash']): Pick<Options, 'flash'> {
  const secret = config.session?.secret;
  if (flash === false || flash?.secret !== undefined || flash?.store !== undefined) return { flash };
  return typeof secret === 'string' && secret.length >= 32 ? { flash: { ...flash, secret } } : {};
}

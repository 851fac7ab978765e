import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { nodeEnvironment } from '../../hosting/node/node-environment.ts';
import type { AnyFunction, SailsApp, SailsRequest } from './app.ts';
import { sailsLogger } from './logger.ts';
import { sailsViews } from './views.ts';

/** What an app that changes no line expects of its responses; `config/halyard.js` may say otherwise. */
const DEFAULTS: Options = { preset: 'sails-1' };

/** The options in `config/halyard.js`, with what Sails has for the rest: its log, its views, its session's secret, its `req.wantsJSON`. */
export function sailsOptions(sails: SailsApp, files: Readonly<Record<string, AnyFunction>>): Options {
  const given: unknown = sails.config.halyard ?? {};
  // Refused for what it is, with the other mistakes.
  if (typeof given !== 'object' || Array.isArray(given)) return given as Options;
  const own = given as Options;
  const development = (own.environment ?? nodeEnvironment().mode) === 'development';
  return {
    ...DEFAULTS,
    ...own,
    logger: own.logger ?? sailsLogger(sails),
    responses: { ...own.responses, ...files },
    views: [...asList(own.views), sailsViews(development)],
    format: typeof own.format === 'string' ? own.format : formatOf(own.format),
    ...flashOf(sails, own.flash),
  };
}

/** What a request accepts is negotiated, as everywhere; but who the app says wants JSON gets it. */
function formatOf(own: Exclude<Options['format'], string>): (request: IncomingRequest) => string | undefined {
  return (request) => own?.(request) ?? (wantsJsonBySails(request.native as SailsRequest) ? 'json' : undefined);
}

/**
 * Has the app set `req.wantsJSON`, in a policy perhaps? Sails sets it, too: for every client whose Accept has no `html` in it, whatever it
 * has instead, and for the browser whose `res.view()` has failed. Virtual requests are said to want it from birth.
 */
function wantsJsonBySails(request: SailsRequest): boolean {
  const { wantsJSON, _errorInResView, explicitlyAcceptsHTML, xhr, isSocket } = request;
  if (!wantsJSON || _errorInResView !== undefined) return false;
  if (explicitlyAcceptsHTML === undefined || isSocket) return true;
  return explicitlyAcceptsHTML && !xhr && !request.is?.('json');
}

/** A form is sent back with what Sails has a secret for already. */
function flashOf({ config }: SailsApp, flash: Options['flash']): Pick<Options, 'flash'> {
  const secret = config.session?.secret;
  if (flash === false || flash?.secret !== undefined || flash?.store !== undefined) return { flash };
  return typeof secret === 'string' && secret.length >= 32 ? { flash: { ...flash, secret } } : {};
}

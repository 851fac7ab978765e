import type { Options } from '../core/options.ts';
import type { IncomingRequest } from '../core/request.ts';
import type { ViewEngine } from '../core/view-engine.ts';
import { nodeEnvironment } from '../node-server/node-environment.ts';
import type { AnyFunction, SailsApp, SailsRequest } from './sails-app.ts';
import { sailsLogger } from './sails-logger.ts';
import { sailsViews } from './sails-views.ts';

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
    views: [...listOf(own.views), sailsViews(development)],
    format: typeof own.format === 'string' ? own.format : formatOf(own.format),
    ...flashOf(sails, own.flash),
  };
}

/** JSON for whom Sails says so, or the app, by setting `req.wantsJSON`: XHR, sockets, REST clients (B60). The rest is negotiated. */
function formatOf(own: Exclude<Options['format'], string>): (request: IncomingRequest) => string | undefined {
  return (request) => own?.(request) ?? (wantsJson(request.native as SailsRequest) && !isNegotiable(request) ? 'json' : undefined);
}

/** Who accepts JSON and no page gets JSON by itself, in the form it asks for; htmx and Inertia look like API clients to Sails, and want a page or a part of one. */
function isNegotiable(request: IncomingRequest): boolean {
  if (request.transport === 'socket') return false;
  const accept = request.header('accept') ?? '*/*';
  if (accept === '*/*' || (/\bjson\b/.test(accept) && !accept.includes('html'))) return true;
  return request.header('hx-request') !== undefined || request.header('x-inertia') !== undefined;
}

/** `res.view()` that fails says "JSON" of whoever asked for the page (B66): then what the request itself said counts. */
function wantsJson({ wantsJSON, _errorInResView, xhr, isSocket, explicitlyAcceptsHTML }: SailsRequest): boolean {
  return _errorInResView === undefined ? Boolean(wantsJSON) : Boolean(xhr || isSocket || explicitlyAcceptsHTML === false);
}

/** A form is sent back with what Sails has a secret for already. */
function flashOf({ config }: SailsApp, flash: Options['flash']): Pick<Options, 'flash'> {
  const secret = config.session?.secret;
  if (flash === false || flash?.secret !== undefined || flash?.store !== undefined) return { flash };
  return typeof secret === 'string' && secret.length >= 32 ? { flash: { ...flash, secret } } : {};
}

function listOf(views: Options['views']): readonly ViewEngine[] {
  return views === undefined ? [] : Array.isArray(views) ? views : [views as ViewEngine];
}

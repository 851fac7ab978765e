import { type Reporter, writeLog } from '../../core/report/report.ts';
import type { AppResponse } from '../../core/responses/app-response.ts';
import { isDefinedResponse } from '../../core/responses/define-response.ts';
import type { Options } from '../../core/settings/options.ts';
import { type Settings, settingsOf, withSupport } from '../../core/settings/settings.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { Forms } from '../../forms/forms.ts';
import { mapLibraryValue } from '../../libraries/map-library-value.ts';
import { withNamedPreset } from '../shared/named-preset.ts';
import { keyedHash } from './keyed-hash.ts';
import { webEnvironment } from './web-environment.ts';

/** The settings of a host of Request and Response: those of the core, what browsers' forms need, and who knows other libraries' errors. */
export interface WebSettings extends Settings {
  readonly forms: Forms;
}

/** What an app's functions are told apart by where they were called: whatever a host's exchange can do for them. */
export interface Hooks {
  /** An app's own response gave a Response back: that is the answer. `context` is the `this` it was called with. */
  deliver(context: unknown, response: Response): void;
  /** A reporter is not done yet. */
  waitUntil(request: unknown, promise: PromiseLike<unknown>): void;
}

/** @throws HalyardError for an option that does not exist, or that cannot be used. */
export function webSettings(given: Options, hooks: Hooks): WebSettings {
  const options = withHooks(withNamedPreset(given), hooks);
  const settings = settingsOf(options, webEnvironment());
  const { mode, random } = settings.report.environment;
  const forms = new Forms(options, { mode, random, hmac: keyedHash, log: (level, record, line) => writeLog(settings.report, level, record, line) });
  return withSupport(settings, { forms, mapLibraryValue });
}

/** What cannot be used is left to whoever checks the options. */
function withHooks(options: Options, hooks: Hooks): Options {
  if (typeof options !== 'object' || options === null) return options;
  const { responses, report } = options;
  return {
    ...options,
    ...(typeof responses === 'object' &&
      responses !== null && {
        responses: Object.fromEntries(Object.entries(responses).map(([name, one]) => [name, isOwn(one) ? delivering(one, hooks) : one])),
      }),
    ...(report !== undefined && { report: Array.isArray(report) ? report.map((one) => waiting(one, hooks)) : waiting(report as Reporter, hooks) }),
  };
}

function isOwn(response: unknown): response is AppResponse {
  return typeof response === 'function' && !isDefinedResponse(response);
}

/** Here an app's own response may give back a Response of its own making. */
function delivering(response: AppResponse, { deliver }: Hooks): AppResponse {
  return function (this: unknown, ...args) {
    const result: unknown = response.apply(this, args);
    if (isResponse(result)) deliver(this, result);
    if (!isPromiseLike(result)) return result;
    return result.then((value) => {
      if (isResponse(value)) deliver(this, value);
      return value;
    });
  };
}

function waiting(reporter: Reporter, { waitUntil }: Hooks): Reporter {
  if (typeof reporter !== 'function') return reporter;
  return (failure) => {
    const result = reporter(failure);
    if (isPromiseLike(result)) waitUntil(failure.request, result);
    return result;
  };
}

/** A Response of this realm or another: @hono/node-server has a class of its own. */
export function isResponse(value: unknown): value is Response {
  try {
    return (value as { readonly [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag] === 'Response';
  } catch {
    return false;
  }
}

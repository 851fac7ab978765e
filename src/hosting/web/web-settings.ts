import { type Reporter, writeLog } from '../../core/report/report.ts';
import type { Options } from '../../core/settings/options.ts';
import { type Settings, settingsOf, withSupport } from '../../core/settings/settings.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { Forms } from '../../forms/forms.ts';
import type { FormPowers } from '../../forms/request/form-settings.ts';
import { mapLibraryValue } from '../../libraries/map-library-value.ts';
import { withDevelopmentReport } from '../shared/development-report.ts';
import { withMaintenance } from '../shared/maintenance-option.ts';
import { withNamedPreset } from '../shared/named-preset.ts';
import { findOwnFolder } from '../shared/own-folder.ts';
import { withPlainConsole } from '../shared/plain-console.ts';
import { rehearsed } from '../shared/rehearsal.ts';
import { logStartLines } from '../shared/start-lines.ts';
import { recordFlash, withTestDoor } from '../shared/test-door.ts';
import { keyedHash } from './keyed-hash.ts';
import { webEnvironment } from './web-environment.ts';

/** The settings of a host of Request and Response: those of the core, the forms, and the mapping of library errors. */
export interface WebSettings extends Settings {
  readonly forms: Forms;
}

/** Functions of a host's exchange that the app's hooks need. */
export interface Hooks {
  /** Keeps the runtime alive until a reporter has finished. */
  waitUntil(request: unknown, promise: PromiseLike<unknown>): void;
}

/**
 * Checks the options of a web host and adds the defaults.
 *
 * @throws HalyardError if an option does not exist or has an invalid value.
 */
export function webSettings(own: Options, hooks: Hooks): WebSettings {
  const options = withHooks(withPlainConsole(withNamedPreset(own)), hooks);
  const checked = settingsOf(
    options,
    webEnvironment((request) => forms.settings.baseOf(request), options?.environment),
  );
  const settings = withTestDoor(withDevelopmentReport(checked, () => import('#development'), options));
  findOwnFolder();
  logStartLines(own, settings.report);
  const { mode, random } = settings.report.environment;
  const log: FormPowers['log'] = (level, record, line) => writeLog(settings.report, level, record, line);
  const forms = new Forms(options, { mode, random, hmac: keyedHash, log, kept: recordFlash });
  return rehearsed(withMaintenance(withSupport(settings, { forms, mapLibraryValue }), options), own);
}

/** Wraps the app's reporters. Invalid values pass unchanged, because `checkOptions` refuses them. */
function withHooks(options: Options, hooks: Hooks): Options {
  if (typeof options !== 'object' || options === null) return options;
  const { report } = options;
  if (report === undefined) return options;
  return { ...options, report: Array.isArray(report) ? report.map((one) => waiting(one, hooks)) : waiting(report as Reporter, hooks) };
}

function waiting(reporter: Reporter, { waitUntil }: Hooks): Reporter {
  if (typeof reporter !== 'function') return reporter;
  return (failure) => {
    const result = reporter(failure);
    if (isPromiseLike(result)) waitUntil(failure.request, result);
    return result;
  };
}

import { writeLog } from '../../core/report/report.ts';
import type { Options } from '../../core/settings/options.ts';
import { type Settings, settingsOf, withSupport } from '../../core/settings/settings.ts';
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
import { nodeEnvironment } from './node-environment.ts';

/** The settings of a Node host: those of the core, the forms, and the mapping of library errors. */
export interface NodeSettings extends Settings {
  readonly forms: Forms;
}

/**
 * Checks the options of a Node host and adds the defaults.
 *
 * @throws HalyardError if an option does not exist or has an invalid value.
 */
export function nodeSettings(own: Options): NodeSettings {
  const options = withPlainConsole(withNamedPreset(own));
  const checked = settingsOf(
    options,
    nodeEnvironment((request) => forms.settings.baseOf(request), options?.environment),
  );
  const settings = withTestDoor(withDevelopmentReport(checked, () => import('#development'), options));
  findOwnFolder();
  logStartLines(own, settings.report);
  const { mode, random } = settings.report.environment;
  const log: FormPowers['log'] = (level, record, line) => writeLog(settings.report, level, record, line);
  const forms = new Forms(options, { mode, random, hmac: keyedHash, log, kept: recordFlash });
  return rehearsed(withMaintenance(withSupport(settings, { forms, mapLibraryValue }), options), own);
}

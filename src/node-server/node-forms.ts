import { createHmac, hkdfSync } from 'node:crypto';
import type { Options } from '../core/options.ts';
import { tell } from '../core/report/report.ts';
import { type Settings, settingsOf } from '../core/settings.ts';
import { Forms } from '../forms/forms.ts';
import { understand } from '../libraries/understand.ts';
import { withNamedPreset } from '../server/named-preset.ts';
import { nodeEnvironment } from './node-environment.ts';

/** The settings of a Node host: those of the core, what browsers' forms need, and who knows other libraries' errors. */
export interface NodeSettings extends Settings {
  readonly forms: Forms;
}

/** @throws HalyardError for an option that does not exist, or that cannot be used. */
export function nodeSettings(given: Options): NodeSettings {
  const options = withNamedPreset(given);
  const settings = settingsOf(options, nodeEnvironment());
  const { mode, random } = settings.environment;
  const forms = new Forms(options, { mode, random, hmac, log: (level, record, line) => tell(settings, level, record, line) });
  return { ...settings, forms, understand };
}

/** One secret has several keys: what is signed for one purpose proves nothing for another (RFC 5869). */
function hmac(secret: string, purpose: string): (text: string) => string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

import { createHmac, randomFillSync } from 'node:crypto';
import type { FlashOptions } from '../../src/core/settings/form-options.ts';
import { type FormSettings, formSettings } from '../../src/forms/request/form-settings.ts';

/** The settings of forms for an app in production, without a log. */
export function productionForms(flash: FlashOptions): FormSettings {
  return formSettings(
    { flash },
    {
      mode: 'production',
      random: (bytes) => randomFillSync(bytes),
      hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
      log: () => {},
    },
  );
}

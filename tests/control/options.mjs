import { tooManyRequests } from 'halyard';
import { memoryFlash } from 'halyard/forms';
import { load } from 'halyard/load';
import { breakableFormat, breakableLocals, breakableLogger, breakableReporter, breakableStore, breakableViews } from './faults.mjs';
import { controlMaintenance, outageViews } from './maintenance.mjs';

/** The options with which every fixture mounts Halyard: an app's folder, and parts that can break. */
export async function controlOptions() {
  // Without a secret, a failing store has no fallback: Halyard answers with the page in place.
  const flash = process.env.CONTROL_STORE === 'memory' ? { store: breakableStore(memoryFlash()) } : { secret: 'a key of the fixture, and of nothing else' };
  const { responses, views } = await load({ root: new URL('app', import.meta.url).pathname });
  const disclose = process.env.CONTROL_DISCLOSE && { disclose: JSON.parse(process.env.CONTROL_DISCLOSE) };
  const preset = process.env.CONTROL_PRESET ? { preset: process.env.CONTROL_PRESET } : undefined;
  return {
    ...disclose,
    ...preset,
    responses: { ...responses, ...failingResponses },
    views: [outageViews, breakableViews(views)],
    logger: breakableLogger,
    report: breakableReporter,
    locals: breakableLocals,
    formats: [breakableFormat],
    errors: [['E_CONTROL_QUOTA', () => tooManyRequests('Three exports a day')]],
    flash,
    // No request has the field, except those of the requirements for it.
    base: { forwarded: true },
    // No request meets an outage, except those of the requirements for it.
    maintenance: controlMaintenance,
  };
}

/** Responses that only the app defines, and that fail. */
const failingResponses = {
  sinking() {
    throw new Error('the ship sinks: S3CRET');
  },
  async sinkingLater() {
    throw new Error('the ship sinks: S3CRET');
  },
};

/** The routes of the external suite. */
export const { register } = process.env.CONTROL ? await import(process.env.CONTROL) : { register: () => {} };

export function listening(server) {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(`LISTENING http://127.0.0.1:${server.address().port}`));
}

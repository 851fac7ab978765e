import type { Failure } from '../../core/report/report.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** Writes the report of a failure into the cache of `halyard show`. Never rejects. */
export async function keepReport(_failure: Failure, _settings: Settings): Promise<void> {}

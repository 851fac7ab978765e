import type { Options } from '../../core/settings/options.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromise } from '../../core/values/handle-rejection.ts';
import { quote } from '../../core/values/quote.ts';

/**
 * The settings with the option `maintenance`, checked.
 *
 * @throws HalyardError E_OPTION
 */
export function withMaintenance<Own extends Settings>(settings: Own, options: Options): Own {
  const maintenance: unknown = Object.hasOwn(options, 'maintenance') ? options.maintenance : undefined;
  if (maintenance === undefined) return settings;
  if (typeof (maintenance as { readonly meets?: unknown } | null)?.meets === 'function') return { ...settings, maintenance };
  throw new HalyardError('E_OPTION', {
    found: `maintenance: ${quote(maintenance)}`,
    expected: 'an object with the method meets(request)',
    ...hintFor(maintenance),
  });
}

const CALL = "Write maintenance: maintenance(), with import { maintenance } from 'halyard/maintenance'.";

function hintFor(value: unknown): { readonly todo: string } | undefined {
  if (isPromise(value)) return { todo: 'Write await before the promise.' };
  if (value === false || value === null) return { todo: 'Leave the option out, or pass undefined.' };
  if (value === true || typeof value === 'function' || typeof value === 'string') return { todo: CALL };
  return undefined;
}

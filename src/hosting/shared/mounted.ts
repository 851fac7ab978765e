import { HalyardError } from '../../core/values/errors.ts';

/** The mark of an app that has Halyard. It is a registered symbol, so that a second copy of this package finds it. */
const MOUNTED = Symbol.for('halyard.mounted');

/**
 * Refuses an app that already has Halyard. `call` is the code that the app's author wrote: `halyard(app)`.
 *
 * @throws HalyardError E_MOUNTED_TWICE
 */
export function refuseMounted(app: object, call: string): void {
  if (MOUNTED in app) throw new HalyardError('E_MOUNTED_TWICE', { found: `a second ${call}`, todo: 'Call it once, where the app is made.' });
}

/** Marks an app after mounting has succeeded. An invalid option leaves the app unmarked. */
export function markMounted(app: object): void {
  Object.defineProperty(app, MOUNTED, { value: true });
}

import type { DrillReport } from '../drill/model/drill-report.ts';
import type { DrillOptions } from '../drill/run/drill.ts';

/**
 * Plays every response of an app for every kind of client, and looks for faults in the answers. No route of the app is called.
 *
 * @param entry - The path or `file:` URL of a module that exports the app or starts its server (it runs in a process of its own), or the app itself, a function
 * that makes it, the options of Halyard, or the address of a development server on this machine.
 * @returns the report. Its `findings` are empty if all is well.
 * @throws DrillError E_DRILL_ENTRY, E_DRILL_START, E_DRILL_ENDED, E_DRILL_OPTION
 * @example
 * const report = await drill(app);
 * assert.deepEqual(report.findings, []);
 */
export async function drill(entry: unknown, options?: DrillOptions): Promise<DrillReport> {
  // Most test files never drill, and the drill has a hundred files.
  const room = await import('../drill/run/drill.ts');
  return room.drill(entry, options);
}

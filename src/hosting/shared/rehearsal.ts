import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Options } from '../../core/settings/options.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { asList } from '../../core/values/as-list.ts';

/** The key of the rehearsal on a view engine. It is the same in every copy of this package. */
const REHEARSAL = Symbol.for('halyard.rehearsal');

/** What a rehearsal reads of the settings, and what it replaces. */
export type RehearsedSettings = Pick<Settings, 'mapping' | 'negotiation' | 'rendering' | 'report'>;

/** Renders the error views of the app once, at start, and returns the rendering of a production server: its views have a copy for the case that they fail. */
export type Rehearse = (settings: RehearsedSettings) => Settings['rendering'];

/** Adds a rehearsal to the engine. It runs when the engine is mounted, because the logger, the locals and the responses of the app are not known before. */
export function withRehearsal(engine: ViewEngine, rehearse: Rehearse): ViewEngine {
  return Object.assign(engine, { [REHEARSAL]: rehearse });
}

/**
 * The settings after the rehearsal of the app's views, if there is one.
 *
 * @throws HalyardError E_VIEW if a view cannot be rendered and the app refuses to start with such a view.
 */
export function rehearsed<Own extends Settings>(settings: Own, { views }: Options): Own {
  for (const engine of asList(views)) {
    const rehearse = (engine as { readonly [REHEARSAL]?: Rehearse })[REHEARSAL];
    if (rehearse !== undefined) return { ...settings, rendering: rehearse(settings) };
  }
  return settings;
}

import type { Route } from '../../core/ports/route-table.ts';

/** The facts of an app that only the drill itself needs. They are not in the report. */
export interface EngineFacts {
  /** The routes of all methods. `undefined`: the host cannot list them, so any path may be one. */
  readonly everyRoute: readonly Route[] | undefined;
  /** The app has a store for the flash. */
  readonly hasStore: boolean;
  /** The names of the socket servers on which Halyard is mounted. */
  readonly sockets: readonly string[];
}

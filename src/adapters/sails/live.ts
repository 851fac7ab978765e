import type { AppResponse } from '../../core/responses/app-response.ts';
import type { ResponseEntry, ResponseTable } from '../../core/responses/response-table.ts';
import type { AnyFunction } from './app.ts';

/**
 * A response table that is read for each request, as in Sails. A hook that publishes another function under a response's name replaces that response.
 * `replaced` returns the published function, if it is not Halyard's.
 */
export function liveTable(table: ResponseTable, replaced: (name: string) => AnyFunction | undefined): ResponseTable {
  const made = new Map<ResponseEntry, ResponseEntry>();
  const live = (entry: ResponseEntry): ResponseEntry => {
    const known = made.get(entry);
    if (known !== undefined) return known;
    const own: ResponseEntry = {
      ...entry,
      get override(): AppResponse | undefined {
        return (replaced(entry.name) as AppResponse | undefined) ?? entry.override;
      },
    };
    made.set(entry, own);
    return own;
  };
  const all = <Key>(entries: ReadonlyMap<Key, ResponseEntry>): ReadonlyMap<Key, ResponseEntry> =>
    new Map(Array.from(entries, ([key, entry]) => [key, live(entry)]));
  return { byName: all(table.byName), byStatus: all(table.byStatus), byDefinition: all(table.byDefinition) };
}

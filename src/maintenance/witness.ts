import { unlink, writeFile } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { drillDoor } from '../hosting/shared/drill-door.ts';

/** What a process writes when an outage is in force in it. */
export interface Witness {
  /** The id of the outage. */
  readonly outage: string;
  readonly host: string;
  readonly pid: number;
  readonly thread: number;
  /** The paths that stay open. */
  readonly exempt: readonly string[];
}

/** The folder in which each process writes that it has read the file. `halyard down` makes it. */
export function witnessFolder(file: string): string {
  return `${file}.seen`;
}

/**
 * Writes that the outage is in force in this thread, or, without one, that it is over. Nothing depends on it: the folder may be missing or read-only.
 * An app that only a drill or an export has started serves nobody, so `halyard down` must not count it.
 */
export function witness(file: string, outage: string | undefined, exempt: readonly string[]): void {
  if (drillDoor.session !== undefined) return;
  const host = hostname();
  const note = join(witnessFolder(file), `${host.replace(/[^\w.-]/g, '_')}-${process.pid}-${threadId}.json`);
  const done = (): void => {};
  if (outage === undefined) unlink(note, done);
  else writeFile(note, JSON.stringify({ outage, host, pid: process.pid, thread: threadId, exempt } satisfies Witness), done);
}

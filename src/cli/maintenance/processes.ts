import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Witness, witnessFolder } from '../../maintenance/witness.ts';
import { readStored } from './outage-store.ts';

/** Milliseconds in which every process has looked at the file, unless it is busy. */
const USUAL = 1_000;
/** Milliseconds without a further answer, after which no more are expected. */
const QUIET = 300;
/** Milliseconds after which the command waits no longer. */
const LONGEST = 2_000;
/** The same, if the person has said how many processes there are. Some of them may just start. */
const LONGEST_FOR_ALL = 10_000;

/** What the processes of the app have said about a change. */
export interface Processes {
  /** Those that have seen it. */
  readonly answered: readonly Witness[];
  /** Those that are known to watch the file, and have not seen it. */
  readonly missing: readonly Witness[];
  /** Whether another command has written or removed the file in the meantime. Then nobody can confirm this outage any more. */
  readonly isReplaced?: boolean;
}

/** A note in the folder, and the name of its file. */
interface Note extends Witness {
  readonly name: string;
}

/** The processes that have written that an outage is in force. Those of this machine that have ended are left out. */
export function witnesses(file: string): readonly Witness[] {
  return notes(file).filter(isAlive);
}

/**
 * Waits until the outage with this id is in force in every known process, and in all that answer in the usual time.
 *
 * @param expected the number of processes, if the person knows it
 */
export async function waitForDown(file: string, id: string, expected?: number): Promise<Processes> {
  const hasSeen = ({ outage }: Witness): boolean => outage === id;
  const start = performance.now();
  let last = { count: 0, at: start };
  for (;;) {
    const all = notes(file);
    const answered = all.filter(hasSeen);
    const missing = all.filter((note) => !hasSeen(note) && isAlive(note));
    const now = performance.now();
    // The notes are those of the other command now.
    if (isReplaced(file, id)) return { answered: [], missing: [], isReplaced: true };
    if (answered.length !== last.count) last = { count: answered.length, at: now };
    const isQuiet = now - start > USUAL && now - last.at > QUIET;
    const areAll = expected === undefined ? isQuiet && answered.length > 0 : processCount(answered) >= expected;
    if ((areAll && missing.length === 0) || now - start > (expected === undefined ? LONGEST : LONGEST_FOR_ALL)) {
      // A process that lives writes its note again.
      for (const note of all) if (!hasSeen(note)) rmSync(join(witnessFolder(file), note.name), { force: true });
      return { answered, missing };
    }
    await setTimeout(50);
  }
}

/**
 * Waits until every known process has seen that the file is gone, and removes the folder of the notes.
 *
 * @param before the processes that had confirmed the outage, before the file was removed
 */
export async function waitForUp(file: string, before: readonly Witness[]): Promise<Processes> {
  const start = performance.now();
  for (;;) {
    const left = notes(file).filter(isAlive);
    if (left.length === 0 || performance.now() - start > LONGEST) {
      rmSync(witnessFolder(file), { recursive: true, force: true });
      return { answered: before.filter((known) => !left.some((note) => isSame(note, known))), missing: left };
    }
    await setTimeout(50);
  }
}

/** How many processes these are. Threads of one process count once. */
export function processCount(all: readonly Witness[]): number {
  return new Set(all.map(({ host, pid }) => `${host} ${pid}`)).size;
}

function notes(file: string): readonly Note[] {
  const folder = witnessFolder(file);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      const note = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Partial<Witness>;
      const { outage, host, pid, thread, exempt } = note;
      if (typeof outage !== 'string' || typeof host !== 'string' || !Number.isInteger(pid) || !Number.isInteger(thread) || !Array.isArray(exempt)) return [];
      return [{ name, outage, host, pid: pid as number, thread: thread as number, exempt: exempt.map(String) }];
    } catch {
      // The process is just writing it.
      return [];
    }
  });
}

function isReplaced(file: string, id: string): boolean {
  const stored = readStored(file);
  return 'outage' in stored && stored.outage?.id !== id;
}

function isSame(one: Witness, other: Witness): boolean {
  return one.host === other.host && one.pid === other.pid && one.thread === other.thread;
}

/** Whether the process can still live. Nobody knows it of a process on another machine or in another container. */
function isAlive({ host, pid }: Witness): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

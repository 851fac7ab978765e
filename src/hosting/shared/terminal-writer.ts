import type { Level } from '../../core/ports/logger.ts';
import { isFailureRecord } from './failure-block.ts';
import { hasColour } from './has-colour.ts';
import { withoutColours } from './terminal-colours.ts';
import { terminalLines } from './terminal-lines.ts';

interface Process {
  readonly env?: Readonly<Record<string, string | undefined>>;
  once?(event: 'exit', listener: () => void): unknown;
}

/** Failures that are not written yet: their notes are made right after their record. */
let waiting: (() => void)[] = [];
let isWatching = false;

/** Writes a record for people. A failure is written after the code that runs now, or at the exit of the process, and always before the next record. */
export function writeForPeople(level: Level, record: object, message: string, write: (block: string) => void): void {
  const { process } = globalThis as { readonly process?: Process };
  writeWaiting();
  const writeNow = (): void => {
    const block = terminalLines(level, record, message);
    write(hasColour(true, process?.env ?? {}) ? block : withoutColours(block));
  };
  if (!isFailureRecord(record)) {
    writeNow();
    return;
  }
  waiting.push(writeNow);
  queueMicrotask(writeWaiting);
  if (!isWatching) process?.once?.('exit', writeWaiting);
  isWatching = true;
}

function writeWaiting(): void {
  const writes = waiting;
  waiting = [];
  for (const write of writes) write();
}

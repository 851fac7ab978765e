import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** Is each side kept on a core of its own? */
export const pinned = canPin;

/** A command kept on one core, where `taskset` can do that: the server on 0, the load on 1. */
export function onCore(core, command) {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}

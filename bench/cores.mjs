import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** Whether each side runs on a separate core. */
export const pinned = canPin;

/** Pins a command to one core, where `taskset` can do that: the server to core 0, the load to core 1. */
export function onCore(core, command) {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}

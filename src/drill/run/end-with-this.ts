import type { ChildProcess } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const running = new Set<ChildProcess>();

/** Kills a child when this process ends, also by a signal. A child that has ended leaves nothing behind. */
export function endWithThis(child: ChildProcess): void {
  // It has not started, so no exit follows.
  if (child.pid === undefined) return;
  if (running.size === 0) {
    process.on('exit', killAll);
    for (const signal of SIGNALS) process.on(signal, endBy);
  }
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) removeListeners();
  });
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** A listener of the user decides alone what follows. Without one, the signal ends this process as it would without a drill. */
function endBy(signal: NodeJS.Signals): void {
  killAll();
  removeListeners();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function removeListeners(): void {
  process.off('exit', killAll);
  for (const signal of SIGNALS) process.off(signal, endBy);
}

import { Worker } from 'node:worker_threads';

/** Milliseconds between two looks at the parent. */
const PERIOD = 500;

/** Runs in a thread of its own, so an endless loop of the app does not stop it. On Windows `process.ppid` stays, and the signal 0 fails. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const isGone = () => {
  if (process.ppid !== workerData.parent) return true;
  try {
    process.kill(workerData.parent, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
};
setInterval(() => {
  if (isGone()) process.kill(process.pid, 'SIGKILL');
}, workerData.period);
`;

/** Ends this process when its parent has ended in any way. The end of the channel says the same, but only to an app that does not loop. */
export function endWithParent(): void {
  const worker = new Worker(WATCH, { eval: true, execArgv: [], env: {}, workerData: { parent: process.ppid, period: PERIOD } });
  // Without the thread, the app still ends with the channel.
  worker.on('error', () => {});
  worker.unref();
}

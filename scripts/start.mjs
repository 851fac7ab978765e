// `npm start`, in a fresh clone too: installs and builds whatever is missing, and then runs the example app in this process. So signals, the
// terminal and the exit code belong to the app.
import { ensureBuilt, ensureInstalled } from './ensure-ready.mjs';

ensureInstalled();
ensureBuilt();
if (process.env.npm_lifecycle_event === 'start') endWithNpm();
await import('../examples/express/server.js');

/** A SIGTERM for npm ends only the shell between npm and this process. When that shell is gone, the app ends as well. */
function endWithNpm() {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}

// `npm start`, in a fresh clone too: installs and builds what is missing, then becomes the example app. In this same process, so that
// signals, the terminal and the exit code are the app's own.
import { ensureBuilt, ensureInstalled } from './ensure-ready.mjs';

ensureInstalled();
ensureBuilt();
if (process.env.npm_lifecycle_event === 'start') endWithNpm();
await import('../examples/express/server.js');

/** A SIGTERM for npm reaches the shell between npm and us, and no further: when that shell is gone, the app ends as well. */
function endWithNpm() {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}

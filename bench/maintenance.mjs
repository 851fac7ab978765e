// `node bench/maintenance.mjs`, after `npm run build`: how long it takes until an outage is in force in all four processes of an app, and until it is over.
// Each process asks `maintenance()` every 5 ms, as a request would, and reports the change. The time counts from the moment before the file is written or
// removed to the report of the last process.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SWITCHES = 20;
const PROCESSES = 4;
const [, , file] = process.argv;

if (file === undefined) await measure();
else await watch();

/** One process of the app. */
async function watch() {
  const { maintenance } = await import('../dist/maintenance/maintenance.js');
  const { meets } = maintenance({ file });
  const request = { transport: 'http', method: 'GET', url: '/', header: () => undefined };
  let was;
  setInterval(() => {
    const isDown = meets(request) !== undefined;
    if (isDown !== was) process.send({ isDown });
    was = isDown;
  }, 5);
  process.once('disconnect', () => process.exit());
}

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-bench-'));
  const path = join(folder, 'app/maintenance.json');
  mkdirSync(join(folder, 'app'));
  const children = Array.from({ length: PROCESSES }, () => fork(fileURLToPath(import.meta.url), [path]));
  const all = (isDown) =>
    Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) => {
            child.on('message', function seen(message) {
              if (message.isDown !== isDown) return;
              child.off('message', seen);
              resolve();
            });
          }),
      ),
    );
  await all(false);
  const times = { down: [], up: [] };
  for (let round = 0; round < SWITCHES; round++) {
    for (const name of ['down', 'up']) {
      // Not in step with the watchers.
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300));
      const seen = all(name === 'down');
      const start = performance.now();
      if (name === 'down') {
        writeFileSync(`${path}.new`, '{"retry":600}');
        renameSync(`${path}.new`, path);
      } else rmSync(path);
      await seen;
      times[name].push(performance.now() - start);
    }
  }
  for (const child of children) child.disconnect();
  rmSync(folder, { recursive: true });
  console.log(`Until all ${PROCESSES} processes answer in the new way, Node ${process.version}, ${SWITCHES} switches\n`);
  for (const [name, list] of Object.entries(times))
    console.log(`${name.padEnd(4)}  median ${median(list).toFixed(0)} ms, longest ${Math.max(...list).toFixed(0)} ms`);
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
}

// `node bench/rehearsal.mjs`, after `npm run build`: what the rehearsal of the error views costs at start. Each start is a new process, because code that runs
// once is never optimised. A row shows the median and the spread of the time from `load()` to the mounted app, without and with a rehearsal, and the heap
// that the copies keep.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const VIEWS = fileURLToPath(new URL('views', import.meta.url));
const ROUNDS = 15;
const [, , root, rehearse] = process.argv;

if (root === undefined) compare();
else await start();

/** One start, in a process of its own. */
async function start() {
  const { load } = await import('../dist/load/load.js');
  const { halyard } = await import('../dist/adapters/node-http/node-http.js');
  const started = performance.now();
  const options = { ...(await load({ root, rehearse: rehearse === 'warn' ? 'warn' : false })), flash: false, logger: false };
  const app = halyard(options);
  const time = performance.now() - started;
  globalThis.gc();
  console.log(JSON.stringify({ time, heap: process.memoryUsage().heapUsed, app: typeof app }));
}

function compare() {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-bench-'));
  const page = readFileSync(join(VIEWS, '404.ejs'), 'utf8');
  const apps = {
    'a 404 and a 500': (views) => cpSync(VIEWS, views, { recursive: true }),
    'a 4xx and a 5xx': (views) => {
      for (const name of ['4xx', '5xx']) write(views, name, page);
    },
    'the same with parts': (views) => {
      write(views, 'head', page.slice(0, page.indexOf('<main>')));
      for (const name of ['4xx', '5xx']) write(views, name, `<%- include('head') %>${page.slice(page.indexOf('<main>'))}`);
    },
    'a 4xx of 1 MB': (views) => write(views, '4xx', page + 'x'.repeat(1_000_000)),
  };
  console.log(`From load() to the mounted app, Node ${process.version}, ${ROUNDS} starts each\n`);
  for (const [name, fill] of Object.entries(apps)) {
    const root = join(folder, name);
    mkdirSync(join(root, 'views'), { recursive: true });
    fill(join(root, 'views'));
    const measured = { false: [], warn: [] };
    for (let round = 0; round < ROUNDS; round++) for (const mode of Object.keys(measured)) measured[mode].push(startOf(root, mode));
    const [without, withIt] = [measured.false, measured.warn];
    const heap = (median(withIt, 'heap') - median(without, 'heap')) / 1024;
    console.log(`${name.padEnd(20)} ${spread(without)} without, ${spread(withIt)} with a rehearsal, ${heap.toFixed(0)} KB of copies`);
  }
  rmSync(folder, { recursive: true });
}

function write(folder, name, text) {
  writeFileSync(join(folder, `${name}.ejs`), text);
}

function startOf(root, mode) {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), root, mode], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function sortedBy(starts, member) {
  return starts.map((one) => one[member]).toSorted((a, b) => a - b);
}

function median(starts, member) {
  return sortedBy(starts, member)[Math.floor(starts.length / 2)];
}

function spread(starts) {
  const times = sortedBy(starts, 'time').map((time) => time.toFixed(1));
  return `${times[Math.floor(times.length / 2)]} ms (${times[0]}–${times.at(-1)})`;
}

// `node bench/development/run.mjs`: how long a developer waits for the page of a failure, beside Youch. Both servers run at the same time, and take turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../scripts/separate-install.mjs';
import { buildWhenStale } from '../build.mjs';

const HELP = `node bench/development/run.mjs [--starts 9] [--pages 200]

Measures the development page beside the page of Youch 4, in one run. The servers take turns.
  --starts N   how many times each server is started, for its first page a second later, and for one at once
  --pages N    how many warm pages each server makes
`;
const KINDS = ['halyard', 'youch'];
/** The targets, in milliseconds. */
const TARGETS = { first: 150, 'first, at once': 150, warm: 15 };
/** Halyard loads the code of the page when the app has started. No developer opens a page sooner. */
const PAUSE = 1_000;

const { values } = parseArgs({
  options: { starts: { type: 'string', default: '9' }, pages: { type: 'string', default: '200' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) process.stdout.write(HELP);
else await bench(Number(values.starts), Number(values.pages));

async function bench(starts, pages) {
  buildWhenStale((line) => console.error(line));
  const folder = ensureInstalled('youch', { manifest: { dependencies: { youch: '4.1.1' } } });
  const first = { halyard: [], youch: [] };
  const atOnce = { halyard: [], youch: [] };
  const warm = { halyard: [], youch: [] };
  const bytes = {};
  for (let start = 0; start < starts * 2; start++) {
    for (const kind of alternated(start >> 1)) {
      const { child, port } = await started(kind, folder);
      if (start % 2 === 0) await setTimeout(PAUSE);
      (start % 2 === 0 ? first : atOnce)[kind].push((await page(port)).time);
      child.disconnect();
      await once(child, 'exit');
    }
  }
  const servers = {};
  for (const kind of KINDS) servers[kind] = await started(kind, folder);
  for (let round = 0; round < pages + 50; round++) {
    for (const kind of alternated(round)) {
      const { time, size } = await page(servers[kind].port);
      bytes[kind] = size;
      if (round >= 50) warm[kind].push(time);
    }
  }
  for (const { child } of Object.values(servers)) child.disconnect();
  print({ first, atOnce, warm, bytes });
}

/** Which server goes first changes with each round. */
function alternated(round) {
  return round % 2 === 0 ? KINDS : KINDS.toReversed();
}

async function started(kind, folder) {
  const child = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), [kind, folder], {
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  return { child, port };
}

/** The time until the last byte of the page, in milliseconds, and its size in bytes. */
function page(port) {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/orders/7', headers: { accept: 'text/html' } }, (response) => {
      let size = 0;
      response.on('data', (chunk) => {
        size += chunk.length;
      });
      response.on('end', () => resolve({ time: performance.now() - begin, size }));
    })
      .on('error', reject)
      .end();
  });
}

function print({ first, atOnce, warm, bytes }) {
  console.log(`Node ${process.version}, ${cpus()[0]?.model}; milliseconds as median (10th to 90th percentile)\n`);
  console.log('| Page | Halyard | Youch 4 | Ratio | Target |\n| --- | --- | --- | --- | --- |');
  for (const [name, samples] of [
    ['first', first],
    ['first, at once', atOnce],
    ['warm', warm],
  ]) {
    const [ours, theirs] = KINDS.map((kind) => spread(samples[kind]));
    const isMet = ours.high <= TARGETS[name] ? 'met' : ours.middle <= TARGETS[name] ? 'met by the median' : ours.low > TARGETS[name] ? 'missed' : 'undecided';
    console.log(`| ${name} | ${ours.text} | ${theirs.text} | ${(ours.middle / theirs.middle).toFixed(2)} | ${TARGETS[name]}: ${isMet} |`);
  }
  console.log(`| size | ${kb(bytes.halyard)} | ${kb(bytes.youch)} | ${(bytes.halyard / bytes.youch).toFixed(2)} | |`);
}

function spread(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [low, middle, high] = [at(0.1), at(0.5), at(0.9)];
  return { low, middle, high, text: `${middle.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})` };
}

function kb(size) {
  return `${Math.round(size / 1_000)} kB`;
}

// `node bench/drill/run.mjs`: how long a drill takes for 1,000 answers, and the memory of the drill and of the app's process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../build.mjs';

const HELP = `node bench/drill/run.mjs [--runs 9] [--app examples/express/app.js]

Drills an app, and prints the median, the fastest and the slowest run. The time is that of the answers and checks, without the start of the app.
  --runs N    how many drills
  --app PATH  the entry of the app
`;
/** The targets for 1,000 answers: milliseconds, and bytes of the drill's process. */
const TARGETS = { time: 2_000, memory: 150e6 };

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, app: { type: 'string', default: 'examples/express/app.js' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) process.stdout.write(HELP);
else await bench(Number(values.runs), values.app);

async function bench(runs, app) {
  buildWhenStale((line) => console.error(line));
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await drilled(app));
  console.log(`${app}: ${results[0].answers} answers in each of ${runs} drills, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}`);
  const times = results.map(({ time, answers }) => (time / answers) * 1_000);
  print('time of 1,000 answers', times, TARGETS.time, (value) => `${Math.round(value)} ms`);
  print(
    'memory of the drill',
    results.map(({ drill }) => drill),
    TARGETS.memory,
    megabytes,
  );
  print(
    "memory of the app's process",
    results.map((result) => result.app),
    undefined,
    megabytes,
  );
}

/** One drill in a process of its own, as the bin runs it. */
async function drilled(app) {
  const script = fileURLToPath(new URL('./one-drill.mjs', import.meta.url));
  const env = { ...process.env, FLASH_SECRET: 'a secret of the bench, 123456789012345678' };
  const child = spawn(process.execPath, [script, app], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'exit');
  let most = 0;
  while (child.exitCode === null) {
    most = Math.max(most, ...childrenOf(child.pid).map(residentBytes));
    await Promise.race([ended, setTimeout(20)]);
  }
  return { ...JSON.parse(output), app: most };
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean));
  } catch {
    return [];
  }
}

function residentBytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function print(what, values, target, shown) {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  const spread = `${shown(sorted[0])} to ${shown(sorted.at(-1))}`;
  const verdict = target === undefined ? '' : sorted.at(-1) <= target ? ', met' : sorted[0] > target ? ', missed' : ', undecided';
  console.log(`${what}: ${shown(median)} (${spread})${target === undefined ? '' : `, target ${shown(target)}${verdict}`}`);
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

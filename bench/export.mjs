// The time of an export: nine statuses in each format, of an app on Express with EJS views, and the start of the app apart. See --help.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { exportPages } from '../dist/export/pages/export-pages.js';

const HELP = `node bench/export.mjs [--runs <number>] [entry]

Exports nine statuses of an app some times, one export after the other. Prints the median, the fastest and the slowest one, in milliseconds.
`;
const STATUSES = [400, 401, 403, 404, 429, 500, 502, 503, 504];

const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' }, runs: { type: 'string', default: '7' } }, allowPositionals: true });
if (values.help) {
  process.stdout.write(HELP);
} else {
  process.env.FLASH_SECRET ??= 'a secret of the bench, 123456789012345678';
  const entry = positionals[0] ?? fileURLToPath(new URL('../examples/express/app.js', import.meta.url));
  const runs = [];
  for (let run = 0; run < Number(values.runs); run++) runs.push(await measured(entry));
  const bytes = runs[0].bytes;
  for (const part of ['start of the app', 'pages', 'all']) process.stdout.write(`${part.padEnd(16)} ${spread(runs.map((one) => one[part]))}\n`);
  process.stdout.write(`${'size'.padEnd(16)} ${(bytes / 1000).toFixed(1)} kB\n`);
}

async function measured(entry) {
  const began = performance.now();
  let started = began;
  const { pages } = await exportPages(entry, {
    statuses: STATUSES,
    progress: (what) => {
      if (what !== 'Starting the app') started = performance.now();
    },
  });
  const ended = performance.now();
  const bytes = pages.pages.reduce((sum, { parts }) => sum + Buffer.byteLength(parts.join('7K3M-Q9TX')), 0);
  return { 'start of the app': started - began, pages: ended - started, all: ended - began, bytes };
}

function spread(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const [median, least, most] = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)].map((time) => String(Math.round(time)).padStart(5));
  return `median ${median} ms   ${least} to ${most} ms`;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { HELP, readArguments } from './arguments.mjs';
import { buildWhenStale } from './build.mjs';
import { compare, median } from './compare.mjs';
import { pinned } from './cores.mjs';
import { loadGenerator } from './load-generator.mjs';
import { measure } from './measure.mjs';
import { measureMemory } from './memory.mjs';
import { prepare, selfCheck } from './self-check.mjs';
import { summary, table } from './table.mjs';
import { variantsOf } from './variants.mjs';

const progress = (line) => console.error(`${new Date().toLocaleTimeString('en-GB')}  ${line}`);

try {
  const wanted = await readArguments(process.argv.slice(2));
  if (wanted.help) console.log(HELP);
  else await bench(wanted);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function bench(wanted) {
  if (wanted.network && loadGenerator !== 'wrk')
    progress(
      'wrk is not installed: autocannon makes the load instead. CPU times stay comparable; req/s will be lower (apt-get install wrk, brew install wrk).',
    );
  if (!pinned) progress('no taskset, or one core only: server and load share the cores, so req/s is not reliable.');
  buildWhenStale(progress);
  const { items, rounds, seconds, network } = wanted;
  let samples = [];
  if (items.length > 0) {
    progress('checking that every server answers every item');
    const plain = items.filter((item) => item.load === undefined);
    const prepared = await prepare(plain);
    await selfCheck(plain, prepared);
    const servers = items.reduce((sum, item) => sum + variantsOf(item).length, 0);
    progress(`measuring: ${rounds} rounds of ${items.length} items, about ${Math.ceil((rounds * servers * (5 * seconds + 5)) / 60)} minutes`);
    samples = await measure(wanted, prepared, progress);
  }
  const memory = wanted.memory ? await measureMemory(progress) : [];
  const compared = compare(items, samples);
  const rows = network ? compared : compared.map((row) => ({ ...row, target: undefined, met: undefined }));
  const share = median(samples.map((sample) => sample.share));
  const file = keep({ rounds, seconds, network, samples, memory: memory.map(({ variant, ...row }) => ({ variant: variant.id, ...row })) });
  console.log(
    `\nNode ${process.version}, ${cpus()[0]?.model}, ${network ? loadGenerator : 'without a network'}; medians of ${rounds} rounds of 5 turns of ${seconds} s\n`,
  );
  console.log(`${table(rows, memory)}\n\n${network ? `${summary(rows, memory)} ` : ''}Raw values: ${relative(process.cwd(), file)}`);
  if (share < 0.8)
    console.log(
      `The servers had ${Math.round(share * 100)} % of their core, as a median: the machine was busy with other things, and the ratios are less sure for it.`,
    );
}

/** The raw values, so that a reader can check a median. */
function keep(values) {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString();
  const file = join(folder, `${date.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify({ date, node: process.version, cpu: cpus()[0]?.model, loadGenerator, pinned, ...values }, null, 2)}\n`);
  return file;
}

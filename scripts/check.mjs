// `npm run check`: all checks of the package that do not run the tests. See --help.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled, root } from './ensure-ready.mjs';

/** Name, description, command. The order matters: steps that read dist/ come after the build. */
const STEPS = [
  ['lint', 'format, lint and the import rules', 'biome check --error-on-warnings --max-diagnostics=30'],
  ['places', 'responses, formats, libraries, hosts: in each list', 'node scripts/places.mjs'],
  ['build', 'src/ becomes dist/', 'npm run --silent build'],
  ['types', 'sources, tests and type specs', 'tsc --noEmit'],
  ['package', 'the entry points of package.json', 'publint --strict'],
  ['entries', 'what each entry resolves to, for every consumer', 'attw --pack .'],
  ['unused', 'unused files, exports and dependencies', 'knip'],
  ['size', 'the core and its formats: small, and without Node', 'size-limit'],
];

const HELP = `npm run check [-- <step> …]

Runs these, each on one line with its time; the output of one that fails follows it.

${STEPS.map(([name, what, command]) => `  ${name.padEnd(9)} ${what.padEnd(51)} ${command}`).join('\n')}

Ends with code 1 when any failed.
`;

const { values, positionals } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !STEPS.some(([known]) => known === name));

if (values.help) {
  process.stdout.write(HELP);
} else if (unknown.length > 0) {
  process.stderr.write(`There is no step "${unknown.join('", "')}". The steps are ${STEPS.map(([name]) => name).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  ensureInstalled();
  const steps = STEPS.filter(([name]) => positionals.length === 0 || positionals.includes(name));
  if (!steps.some(([name]) => name === 'build')) ensureBuilt();
  let failed = 0;
  for (const [name, , command] of steps) {
    const { ok, seconds, output } = await run(command);
    process.stdout.write(`${ok ? 'ok  ' : 'fail'}  ${name.padEnd(8)} ${seconds} s\n`);
    if (ok) continue;
    failed += 1;
    process.stdout.write(`\n$ ${command}\n${output.trim()}\n\n`);
  }
  process.stdout.write(`${steps.length - failed} passed, ${failed} failed, 0 skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Runs a command with the project's own tools in its PATH. */
async function run(command) {
  const started = performance.now();
  const PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  // Steps that pack the package use dist/ as the build step left it. Otherwise `prepack` would build it each time.
  const env = { ...process.env, PATH, npm_config_ignore_scripts: 'true' };
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { ok: code === 0, seconds: ((performance.now() - started) / 1000).toFixed(1), output };
}

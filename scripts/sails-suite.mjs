#!/usr/bin/env node
// Runs Sails' own tests, with our hook instead of Sails': `node scripts/sails-suite.mjs [-- <file of its tests> …]`. It takes some minutes and
// uses the ports 1337 and 1342, so it is not part of `npm test`. Ends with code 1 when a test fails that is not listed below.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '1.5.18';
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache/sails', `suite-${VERSION}`);

/** Tests whose expectations Halyard does not meet, on purpose. */
const OTHERWISE = [
  [/^CORS config .*`vary` should be/, 'Every answer that depends on Accept has Accept in Vary. The tests expect only the fields of CORS there.'],
  [
    /^virtual request interpreter res\.redirect\(\) should NO LONGER ALLOW/,
    'An Error is JSON with name, message and stack; the tests look for the beginning of a stack as text.',
  ],
];

if (!existsSync(folder)) install();
const hook = join(folder, 'lib/hooks/responses/index.js');
writeFileSync(hook, `module.exports = require(${JSON.stringify(join(root, 'sails-hook'))});\n`);

const results = join(folder, 'results.json');
rmSync(results, { force: true });
const mocha = join(folder, 'node_modules/mocha/bin/mocha');
const args = [mocha, '--reporter', join(root, 'scripts/sails-suite-reporter.cjs'), ...process.argv.slice(2).filter((arg) => arg !== '--')];
const { stdout, stderr } = spawnSync(process.execPath, args, {
  cwd: folder,
  env: { ...process.env, SAILS_SUITE_RESULTS: results },
  encoding: 'utf8',
  maxBuffer: 1e9,
});
if (!existsSync(results)) {
  process.stderr.write(`${stdout}${stderr}\nThe suite ended before its end.\n`);
  process.exit(1);
}

const { passed, pending, failures } = JSON.parse(readFileSync(results, 'utf8'));
const unexpected = failures.filter(({ title }) => !OTHERWISE.some(([pattern]) => pattern.test(title)));
for (const [pattern, why] of OTHERWISE) {
  const count = failures.filter(({ title }) => pattern.test(title)).length;
  process.stdout.write(`${String(count).padStart(4)} otherwise on purpose: ${why}\n`);
}
for (const { title, message } of unexpected) process.stdout.write(`fail  ${title}\n      ${message}\n`);
process.stdout.write(
  `${passed} passed, ${unexpected.length} failed, ${failures.length - unexpected.length} otherwise on purpose, ${pending} pending in Sails itself\n`,
);
process.exitCode = unexpected.length === 0 ? 0 : 1;

/** The package contains its tests. Their requirements are its development dependencies. */
function install() {
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  run(making, 'npm', 'pack', `sails@${VERSION}`, '--pack-destination', making);
  run(making, 'tar', 'xzf', `sails-${VERSION}.tgz`, '--strip-components=1');
  run(making, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock');
  renameSync(making, folder);
}

function run(cwd, command, ...args) {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

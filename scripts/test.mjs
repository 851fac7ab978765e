// `npm test`: every test, from a fresh clone with nothing run before. Arguments go on to Vitest: `npm test -- tests/package`.
// Closes on the line `N passed, N failed, N skipped`; ends with a code other than 0 when a test failed or none ran.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureBuilt, ensureInstalled, root } from './ensure-ready.mjs';
import { ensureNginx } from './nginx.mjs';
import { ensureOpenssl } from './openssl.mjs';
import { ensureRedis } from './redis.mjs';
import { ensureSails } from './sails.mjs';

ensureInstalled();
ensureBuilt();
ensureChromium();
ensureRedis();
ensureOpenssl();
ensureNginx();
try {
  ensureSails();
} catch (error) {
  // Their tests say so once more; the others go on.
  process.stderr.write(`${error.message}\n`);
}

const args = process.argv.slice(2);
// A reporter of the caller's choice takes the place of those in the config: ours still closes.
if (args.some((arg) => arg.startsWith('--reporter'))) args.push('--reporter=./scripts/reporter.ts');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;

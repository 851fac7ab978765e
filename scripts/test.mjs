// `npm test`: runs every test, also in a fresh clone. Arguments are passed to Vitest: `npm test -- tests/package`.
// The last line is `N passed, N failed, N skipped`. The exit code is not 0 when a test failed or none ran.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureCaddy } from './caddy.mjs';
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
ensureCaddy();
try {
  ensureSails();
} catch (error) {
  // These tests report the missing program themselves, and the others run.
  process.stderr.write(`${error.message}\n`);
}

const args = process.argv.slice(2);
// A reporter option of the caller replaces the reporters of the config. Our closing line is still added.
if (args.some((arg) => arg.startsWith('--reporter'))) args.push('--reporter=./scripts/reporter.ts');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;

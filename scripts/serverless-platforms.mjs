// The packages of serverless platforms, for the tests. Each platform is installed once, in a separate folder, because they are large.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './debian.mjs';

const platforms = JSON.parse(readFileSync(new URL('../tests/serverless/platforms.json', import.meta.url), 'utf8'));

const TEN_MINUTES = 600_000;

/**
 * Installs the packages of a platform where they are missing. Returns their folder, or `undefined` if they cannot be installed. If two processes do so at
 * the same time, the first one wins.
 */
export function ensurePlatform(name) {
  const wanted = JSON.stringify({ private: true, dependencies: platforms[name] });
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const target = fileURLToPath(new URL(`../.cache/serverless/${name}-${hash}`, import.meta.url));
  if (existsSync(target)) return target;
  print(`Installing ${Object.keys(platforms[name]).join(', ')} for the tests: only now …`);
  const folder = `${target}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), wanted);
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
  const { status, signal, stderr, error } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', timeout: TEN_MINUTES });
  if (status === 0 && !existsSync(target)) renameSync(folder, target);
  else rmSync(folder, { recursive: true });
  if (status !== 0) print(`They could not be installed. npm ${args.join(' ')}: ${error?.message ?? (signal && `ended by ${signal}`) ?? stderr}`);
  return status === 0 ? target : undefined;
}

// Releases of Express, and the packages that trace it, for the tests. They are installed once, in a separate folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './debian.mjs';

const text = readFileSync(new URL('../tests/tracing/packages.json', import.meta.url), 'utf8');
const { folders, ...wanted } = JSON.parse(text);

/** Its folder. Other versions have another folder. */
const EXPRESS_RELEASES = fileURLToPath(new URL(`../.cache/express/${createHash('sha256').update(text).digest('hex').slice(0, 12)}`, import.meta.url));

/** Installs them where they are missing. Returns their folder. If two processes do so at the same time, the first one wins. */
export function ensureExpressReleases() {
  if (existsSync(EXPRESS_RELEASES)) return EXPRESS_RELEASES;
  print('Installing three releases of Express and what traces them, for the tests: only now …');
  const folder = `${EXPRESS_RELEASES}.${process.pid}`;
  for (const [name, dependencies] of Object.entries(folders)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, version: '0.0.0', private: true, dependencies }));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted));
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Express could not be installed for the tests. npm ${args.join(' ')}: ${stderr}`);
  if (existsSync(EXPRESS_RELEASES)) rmSync(folder, { recursive: true });
  else renameSync(folder, EXPRESS_RELEASES);
  return EXPRESS_RELEASES;
}

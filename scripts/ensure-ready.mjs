// Shared by `npm start` and `npm test`: prepares a fresh clone. For a prepared clone it takes almost no time.
// Each function returns when everything is ready. Otherwise it prints the problem and what to do, and ends the process with code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Checks that this version of Node is supported: package.json, `engines`. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`This is Node ${process.versions.node}; Halyard needs 20.19 or newer. Install one from https://nodejs.org, then run this again.`);
}

/** Makes node_modules match package-lock.json. */
export function ensureInstalled() {
  ensureNode();
  if (isInstalled()) return;
  print('Installing packages (npm ci): only now and when package-lock.json changes …');
  if (run('npm', ['ci', ...QUIET])) return;
  print('npm ci did not work (its reason is above). Trying npm install, which may change package-lock.json …');
  if (run('npm', ['install', ...QUIET])) return;
  stop('The packages could not be installed: the reason of npm is above. Check the network and `npm config get registry`, then run this again.');
}

/** Builds dist/ from the current src/. */
export function ensureBuilt() {
  if (isBuilt()) return;
  print('Building dist/ from src/ …');
  // A failed build leaves dist/ unchanged, so the next run tries it anew.
  if (!run('npm', ['run', '--silent', 'build', '--', '--noEmitOnError']))
    stop('The build failed: the errors of TypeScript are above. Correct it, then run this again.');
  utimesSync(built, new Date(), new Date());
}

/** npm's own warnings are about packages that this project cannot change. */
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Compares content instead of times: after a checkout or a copy, times are meaningless. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    // Packages for other platforms are missing.
    return present[path] === undefined ? optional === true || devOptional === true : present[path].version === version;
  });
}

function packagesOf(lockfile) {
  const path = join(root, lockfile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

const built = join(root, 'dist/index.js');

/** Whether dist/ exists and is not older than src/. */
export function isBuilt() {
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  // A folder's own time changes when a file in it is added or removed.
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((path) => join('src', path));
  return ['src', 'tsconfig.json', 'tsconfig.build.json', 'scripts/common-js.mjs', 'scripts/common-js/load-module.cjs', ...sources].every((path) => {
    // A temporary file of an editor may already be gone.
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs <= since;
  });
}

function run(command, args) {
  // On Windows npm is a .cmd file, which needs a shell.
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

function print(message) {
  process.stderr.write(`${message}\n`);
}

function stop(message) {
  print(message);
  process.exit(1);
}

// What `npm start` and `npm test` share: a fresh clone becomes one that runs, and one that is ready costs nothing.
// Each function returns when all is well; else it says what is wrong, what to do, and ends the process with code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Node is one that Halyard runs on: package.json, `engines`. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`This is Node ${process.versions.node}; Halyard needs 20.19 or newer. Install one from https://nodejs.org, then run this again.`);
}

/** node_modules holds what package-lock.json says. */
export function ensureInstalled() {
  ensureNode();
  if (isInstalled()) return;
  say('Installing packages (npm ci): only now and when package-lock.json changes …');
  if (run('npm', ['ci', ...QUIET])) return;
  say('npm ci did not work (its reason is above). Trying npm install, which may change package-lock.json …');
  if (run('npm', ['install', ...QUIET])) return;
  stop('The packages could not be installed: npm says why above. Check the network and `npm config get registry`, then run this again.');
}

/** dist/ is built from src/ as it is now. */
export function ensureBuilt() {
  if (isBuilt()) return;
  say('Building dist/ from src/ …');
  // A build with mistakes leaves dist/ as it was, and so is tried again the next time.
  if (!run('npm', ['run', '--silent', 'build', '--', '--noEmitOnError'])) stop('The build failed: TypeScript says why above. Correct it, then run this again.');
  utimesSync(built, new Date(), new Date());
}

/** npm's own warnings are about packages that nobody here can change. */
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** By content, not by time: after a checkout or a copy, times say nothing. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    // What is for another platform is not there.
    return present[path] === undefined ? optional === true || devOptional === true : present[path].version === version;
  });
}

function packagesOf(lockfile) {
  const path = join(root, lockfile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

const built = join(root, 'dist/index.js');

/** Is dist/ there, and no older than src/? */
export function isBuilt() {
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  // A folder's own time changes when a file in it is added or removed.
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((path) => join('src', path));
  return ['src', 'tsconfig.json', 'tsconfig.build.json', ...sources].every((path) => {
    // An editor's own file may be gone by now.
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs <= since;
  });
}

function run(command, args) {
  // npm is a .cmd on Windows, and those need a shell.
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

function say(message) {
  process.stderr.write(`${message}\n`);
}

function stop(message) {
  say(message);
  process.exit(1);
}

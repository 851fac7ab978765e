import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The benchmark measures dist/. Builds it first when it is missing or older than src/. @throws Error when the build fails. */
export function buildWhenStale(progress) {
  const source = newest(join(ROOT, 'src'), (file) => file.endsWith('.ts') && !file.includes('.test'));
  if (source <= newest(join(ROOT, 'dist'), (file) => file.endsWith('.js'))) return;
  progress('building dist/');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('npm run build failed; there is nothing to measure.');
}

function newest(folder, matches) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true }).filter(matches);
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).mtimeMs));
}

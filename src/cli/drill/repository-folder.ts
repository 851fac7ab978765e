import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The folder of the app below the root of its repository, with `/` between its parts: `apps/shop`. The root has a `.git`. Empty if the app is the root, or
 * if there is no repository.
 */
export function folderInRepository(root: string): string {
  const app = existsSync(root) ? realpathSync(root) : root;
  for (let folder = app; ; folder = dirname(folder)) {
    // In a worktree or a submodule, `.git` is a file.
    if (existsSync(join(folder, '.git'))) return relative(folder, app).split(sep).join('/');
    if (dirname(folder) === folder) return '';
  }
}

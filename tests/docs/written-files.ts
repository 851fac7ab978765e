import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages.ts';

const FOLDERS = ['src', 'tests', 'docs', 'decisions', 'scripts', 'bench', 'examples', 'sails-hook', 'create-halyard', '.changeset'];

/** Every source and page of the project that a person has written, except `itself`: a test that has examples of what it refuses. */
export function writtenFiles(itself: string): readonly { readonly path: string; readonly text: string }[] {
  return [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    ...FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))),
  ]
    .filter((path) => /\.(?:m?[jt]s|cjs|ejs|md)$/.test(path) && !path.includes('node_modules') && path !== join(itself))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

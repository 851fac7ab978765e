import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EXIT } from '../command.ts';
import { writeFiles } from '../generate/write-files.ts';
import type { AppRoot } from '../project/app-root.ts';
import { fileKind } from '../project/language.ts';
import { drillTest } from './drill-test.ts';
import { addSecret } from './env-example.ts';

const FOLDERS = ['api/responses', 'views'];

/**
 * Writes what an app does not have yet: the folders, the test and the secret in `.env.example`. Git keeps no empty folder, so a new one has a `.gitkeep`.
 *
 * The test and the secret belong beside package.json, also if the folders are in `src/`.
 *
 * @param entry the path of the entry
 * @returns the exit code
 */
export async function writeMissing(app: AppRoot, entry: string, dryRun: boolean): Promise<number> {
  const { root } = app;
  const { folder: base } = app.package;
  const present = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  for (const folder of present) process.stdout.write(`left alone   ${folder}/\n`);
  const missing = FOLDERS.filter((folder) => !present.includes(folder)).map((folder) => ({ path: `${folder}/.gitkeep`, text: '' }));
  const test = drillTest(app, relative(base, entry).replaceAll('\\', '/'), fileKind(app, join(base, 'test')));
  for (const [files, folder] of [[missing, root] as const, [[test], base] as const]) {
    const code = await writeFiles(files, { root: folder, dryRun, byName: true });
    if (code !== EXIT.done) return code;
  }
  try {
    process.stdout.write(`${addSecret(base, dryRun)}\n`);
  } catch (error) {
    process.stderr.write(`halyard: .env.example cannot be written: ${(error as Error).message}\n`);
    return EXIT.failed;
  }
  return EXIT.done;
}

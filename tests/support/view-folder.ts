import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export const workspace = mkdtempSync(join(tmpdir(), 'halyard-views-'));
afterAll(() => rmSync(workspace, { recursive: true }));

let folders = 0;

/** A folder of views, by file name. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(workspace, `views${folders++}`);
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

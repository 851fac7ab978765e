import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importEntry } from '../../drill/child/import-entry.ts';
import type { OwnSituation } from '../../drill/exercises/plan.ts';
import { DrillError } from '../../drill/model/drill-error.ts';

/**
 * The situations of the app's own file: its default export, or its export `situations`.
 *
 * @throws DrillError E_DRILL_OPTION, if there is no such file, or if it has no list of situations.
 */
export async function situationsOf(file: string): Promise<readonly OwnSituation[]> {
  const path = resolve(file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw wrong(`no file ${file}`);
  const exported = await importEntry(pathToFileURL(path));
  const list = [exported['default'], exported['situations']].find(Array.isArray) as readonly unknown[] | undefined;
  if (list === undefined) throw wrong(`no list in ${file}`);
  const bad = list.findIndex((one) => typeof (one as OwnSituation | null)?.name !== 'string');
  if (bad !== -1) throw wrong(`no name in situation ${bad + 1} of ${file}`);
  return list as readonly OwnSituation[];
}

function wrong(found: string): DrillError {
  return new DrillError('E_DRILL_OPTION', {
    found,
    expected: 'a module with a list as its default export, such as [{ name: "signed in", headers: { cookie: "session=…" } }]',
  });
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Seen {
  readonly host: string;
  readonly path: string;
  readonly log: string;
  readonly answers: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function seenWith(dist: string): readonly Seen[] {
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [here('thrower.mjs'), join(root, 'package.json'), pathToFileURL(dist).href], {
    encoding: 'utf8',
    env,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Seen[];
}

/** Halyard in a folder with another name, and a link to it in an app. */
function linkedAs(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-linked-')));
  const target = join(folder, name);
  cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(target, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'));
  mkdirSync(join(folder, 'app/node_modules'), { recursive: true });
  symlinkSync(target, join(folder, 'app/node_modules/halyard'));
  return join(folder, 'app/node_modules/halyard/dist');
}

/** A frame in a folder `dist` of Halyard, in a stack, in JSON or in HTML. */
const OWN_FRAME = /at [^\n"<]{0,200}\/dist\/(?:adapters|core|development|forms|hosting|libraries|load|common-js)\/[^\n"<]{0,80}/;

describe.each([
  ['as it was built', () => join(root, 'dist')],
  ['linked from a folder with another name', () => linkedAs('errors of (my) shop')],
])('Halyard %s', (_, dist) => {
  it('has no frame in a log record or in an answer, on any host', () => {
    const seen = seenWith(dist());
    expect(new Set(seen.map(({ host }) => host)).size).toBe(6);
    for (const { host, path, log, answers } of seen) {
      for (const [where, text] of Object.entries({ log, ...answers })) {
        expect([host, path, where, text.includes('by the app'), OWN_FRAME.exec(text)?.[0]]).toEqual([host, path, where, true, undefined]);
      }
      expect(answers['text/markdown']).toContain('thrower.mjs');
    }
  });
});

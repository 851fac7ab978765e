import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './mutations.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const APP = `import { load } from 'halyard/load';
import express from 'express';
import { halyard } from 'halyard/express';

export const app = express();
halyard(app, { ...(await load({ root: import.meta.dirname })), logger: { error() {}, warn() {}, info() {}, debug() {} } });
app.get('/', (_req, res) => res.ok({ open: true }));
`;

/** The page shows what a usual error view shows. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title><%= title %></title>
  </head>
  <body>
    <main>
      <h1><%= title %></h1>
      <p><%= message %></p>
      <% if (locals.user) { %><p>Signed in as <%= user %></p><% } %>
    </main>
  </body>
</html>
`;

/** A small app with its own copy of the package. With a mutation, one line of the copy is changed. */
export class MutatedApp {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-mutated-')));
  readonly entry = join(this.folder, 'app.js');

  constructor(mutation?: Mutation) {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(this.folder, 'views'), { recursive: true });
    writeFileSync(join(this.folder, 'package.json'), '{ "name": "mutated", "private": true, "type": "module" }');
    writeFileSync(this.entry, APP);
    writeFileSync(join(this.folder, 'views/404.ejs'), PAGE);
    mkdirSync(join(modules, 'halyard'), { recursive: true });
    for (const name of readdirSync(join(root, 'node_modules'))) if (name !== 'halyard') symlinkSync(join(root, 'node_modules', name), join(modules, name));
    cpSync(join(root, 'package.json'), join(modules, 'halyard/package.json'));
    linkFolder(join(root, 'dist'), join(modules, 'halyard/dist'));
    if (mutation !== undefined) change(join(modules, 'halyard/dist', mutation.file), mutation);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A copy whose files are those of the original, so that it is made at once. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.name.endsWith('.js') || entry.name.endsWith('.json')) copyOrLink(source, target);
  }
}

/** The folder for temporary files may be on another disk. */
function copyOrLink(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

/** @throws if the text is not in the file once: the mutation belongs to an older release of the code */
function change(file: string, { search, replace, what }: Mutation): void {
  const parts = readFileSync(file, 'utf8').split(search);
  if (parts.length !== 2) throw new Error(`"${what}": found ${parts.length - 1} times in ${file}: ${search}`);
  // The file is also the original one, so it is replaced and not written.
  unlinkSync(file);
  writeFileSync(file, parts.join(replace));
}

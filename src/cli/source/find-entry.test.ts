import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEntry } from './find-entry.ts';
import { importsOf } from './imports-of.ts';
import { type ParsedSource, parseSource } from './parse-source.ts';
import { readApp } from './read-app.ts';

function folderWith(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-entry-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('find-entry', () => {
  it.each([
    ['node server.js', 'server.js'],
    ['node server', 'server.js'],
    ['NODE_ENV=production node --enable-source-maps server.js --port 3000', 'server.js'],
    ['npm run build && node dist/main.js', 'src/main.ts'],
    ['nest start --watch', 'src/main.ts'],
    ['tsx watch src/main.ts', 'src/main.ts'],
    ['nodemon --config nodemon.config.js --exec "node ./server.js"', 'server.js'],
  ])('scripts.start is %s', (start, expected) => {
    const root = folderWith({ 'package.json': { scripts: { start } }, 'server.js': '', 'src/main.ts': '', 'nodemon.config.js': '' });
    const found = findEntry(root);
    expect([relative(root, found?.file ?? ''), found?.foundBy]).toEqual([expected, 'scripts.start of package.json']);
  });

  it('reads main and the usual names, from a folder below', () => {
    const byMain = folderWith({ 'package.json': { main: 'lib/harbour.js' }, 'lib/harbour.js': '', 'api/a.js': '' });
    expect(relative(byMain, findEntry(join(byMain, 'api'))?.file ?? '')).toBe('lib/harbour.js');
    const byName = folderWith({ 'package.json': {}, 'src/app.ts': '' });
    expect(findEntry(byName)).toMatchObject({ file: join(byName, 'src/app.ts'), foundBy: 'its name' });
    expect(findEntry(folderWith({ 'package.json': {} }))).toBeUndefined();
  });

  it('takes the argument', () => {
    const root = folderWith({ 'package.json': {}, 'a/b.mjs': '', 'server.js': '' });
    expect(findEntry(root, 'a/b.mjs')).toMatchObject({ file: join(root, 'a/b.mjs'), root, foundBy: 'the argument' });
    expect(findEntry(root, 'a/b')?.file).toBe(join(root, 'a/b.mjs'));
    expect(findEntry(join(root, '..'), root)).toMatchObject({ file: join(root, 'server.js'), root });
    expect(findEntry(root, 'none.js')).toBeUndefined();
  });
});

describe('read-app', () => {
  it('follows the imports of the app, and nothing else', () => {
    const root = folderWith({
      'package.json': {},
      'app.ts': "import express from 'express';\nimport { a } from './routes/index.js';\nimport type { T } from './types.ts';\nawait import('./late.mjs');\n",
      'routes/index.ts': "export * from './boats';\nconst b = require('../broken.js');\n",
      'routes/boats.ts': "import '../app.ts';\n",
      'types.ts': '',
      'late.mjs': '',
      'broken.js': 'const = 1;\n',
    });
    const { files, problems } = readApp(join(root, 'app.ts'));
    expect(files.map(({ file }) => relative(root, file))).toEqual(['app.ts', 'routes/index.ts', 'late.mjs', 'routes/boats.ts']);
    expect(problems).toMatchObject([{ file: join(root, 'broken.js'), line: 1 }]);
  });

  it.each([
    [
      "import express, { Router as R } from 'a';",
      [
        { imported: 'default', local: 'express' },
        { imported: 'Router', local: 'R' },
      ],
    ],
    ["import * as all from 'a';", [{ imported: '*', local: 'all' }]],
    ["import { type T, b } from 'a';", [{ imported: 'b', local: 'b' }]],
    ["const a = require('a');", [{ imported: 'default', local: 'a' }]],
    [
      "const { b, c: d } = require('a');",
      [
        { imported: 'b', local: 'b' },
        { imported: 'c', local: 'd' },
      ],
    ],
    ["const b = require('a').c;", [{ imported: 'c', local: 'b' }]],
    ["const { b } = await import('a');", [{ imported: 'b', local: 'b' }]],
    ["import b = require('a');", [{ imported: 'default', local: 'b' }]],
    ["require('a')(app);", []],
  ])('%s', (text, names) => {
    expect(importsOf(parseSource('/app/app.ts', text) as ParsedSource)).toMatchObject([{ specifier: 'a', names }]);
  });
});

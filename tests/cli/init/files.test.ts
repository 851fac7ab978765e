import { afterEach, describe, expect, it } from 'vitest';
import { Project } from '../project.ts';

let project: Project;
afterEach(() => project?.remove());

const EXPRESS = "import express from 'express';\nconst app = express();\napp.listen(3000);\n";

describe('the files that halyard init writes', () => {
  it.each([
    ['node:test', {}, 'js', "import { test } from 'node:test';"],
    ['Vitest', { devDependencies: { vitest: '^4' } }, 'js', "import { expect, test } from 'vitest';"],
    ['Jest', { devDependencies: { jest: '^30' } }, 'js', "import { expect, test } from '@jest/globals';"],
  ])('have a test for %s', async (_, manifest, extension, line) => {
    project = new Project({ type: 'module', ...manifest });
    project.write('src/server.js', EXPRESS);
    expect((await project.halyard(['init'])).code).toBe(0);
    const text = project.read(`test/drill.test.${extension}`);
    for (const part of [line, "import { drill } from 'halyard/testing';", "drill(new URL('../src/server.js', import.meta.url).href)"])
      expect(text).toContain(part);
  });

  it('have a test in CommonJS for an app in CommonJS', async () => {
    project = new Project({ type: 'commonjs' });
    project.write('server.js', "const app = require('express')();\napp.listen(3000);\n");
    await project.halyard(['init']);
    const text = project.read('test/drill.test.js');
    for (const part of ["const { drill } = require('halyard/testing');", "drill(join(__dirname, '../server.js'))"]) expect(text).toContain(part);
  });

  it('are written once, and change nothing that is there', async () => {
    project = new Project({ type: 'module' });
    project.write('server.js', EXPRESS);
    project.write('.env.example', 'PORT=3000');
    project.write('test/drill.test.ts', '// mine');
    project.write('views/404.ejs', '');
    const first = await project.halyard(['init']);
    expect(first.stdout).toContain('wrote        api/responses/.gitkeep\n');
    expect(first.stdout).toContain('left alone   test/drill.test.ts\n');
    expect(first.stdout).toContain('left alone   views/\n');
    expect(project.read('.env.example')).toMatch(/^PORT=3000\n#.*openssl rand -base64 32\nFLASH_SECRET=\n$/);
    const before = project.files();
    const second = await project.halyard(['init']);
    expect([second.code, second.stdout.includes('wrote')]).toEqual([0, false]);
    expect(project.files()).toEqual(before);
  });

  it('are none with --dry-run', async () => {
    project = new Project({ type: 'module' });
    project.write('server.js', EXPRESS);
    const before = project.files();
    const { stdout } = await project.halyard(['init', '--dry-run']);
    expect(stdout).toContain('would write  test/drill.test.js');
    expect(stdout).toContain('would write  .env.example (FLASH_SECRET)');
    expect(project.files()).toEqual(before);
  });
});

describe('an app that needs another answer', () => {
  it('has Halyard already: there is no line to add', async () => {
    project = new Project({ type: 'module' });
    project.write('server.js', `import { halyard } from 'halyard/express';\n${EXPRESS.replace('app.listen', 'halyard(app);\napp.listen')}`);
    const { code, stdout } = await project.halyard(['init']);
    expect(code).toBe(0);
    expect(stdout).toContain('Halyard is mounted already (server.js:4). There is no line to add.');
  });

  it.each([
    ['is not found', {}, {}, 'No entry was found in'],
    ['makes no host', {}, { 'server.js': 'console.log(1);' }, 'No host was found in server.js'],
    ['is a Sails app', { dependencies: { sails: '^1' } }, { 'app.js': '' }, 'npm install sails-hook-halyard'],
    ['cannot be parsed', {}, { 'server.js': 'const a = ;' }, 'server.js:1 cannot be parsed'],
    ['is the root of a monorepo', { workspaces: ['apps/*'] }, { 'apps/shop/package.json': '{}' }, '--root apps/shop'],
    ['has several apps in several files', {}, { 'server.js': `import './admin.js';\n${EXPRESS}`, 'admin.js': EXPRESS }, 'Several apps were found'],
  ] as const)('%s', async (_, manifest, files, problem) => {
    project = new Project({ type: 'module', ...manifest });
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    const before = project.files();
    const { code, stdout, stderr } = await project.halyard(['init']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(problem);
    expect(project.files()).toEqual(before);
  });

  it('has several apps: the file that you name is taken', async () => {
    project = new Project({ type: 'module' });
    project.write('server.js', `import './admin.js';\n${EXPRESS}`);
    project.write('admin.js', EXPRESS);
    expect((await project.halyard(['init', 'admin.js'])).stdout).toContain('Express was found: admin.js:2');
    expect((await project.halyard(['init', 'nothing.js'])).stderr).toContain('There is no source file "nothing.js"');
  });
});

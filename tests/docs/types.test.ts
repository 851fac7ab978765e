import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './app.ts';
import { PAGES, ROOT } from './pages.ts';

const pages = PAGES.filter(({ blocks }) => blocks.some(({ language, file }) => language === 'ts' && file !== undefined));

describe.each(pages)('the TypeScript of $path', ({ blocks }) => {
  let app: App;
  beforeAll(() => {
    app = new App({ express: 'express', fastify: 'fastify', hono: 'hono', koa: 'koa', '@types': '@types' });
    for (const { file, language, text } of blocks) if (file !== undefined && language === 'ts') app.write(file, text);
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      types: ['node'],
      skipLibCheck: true,
      preserveSymlinks: true,
    };
    app.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  });
  afterAll(() => app.remove());

  it('is what the compiler takes', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', app.folder], {
      cwd: app.folder,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 60_000);
});

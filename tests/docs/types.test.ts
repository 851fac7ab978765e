import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App, NEST, NEST_PACKAGES } from './app.ts';
import { type Block, PAGES } from './pages.ts';

const pages = PAGES.filter(({ blocks }) => blocks.some(({ language, file }) => language === 'ts' && file !== undefined));

describe.each(pages)('the TypeScript of $path', ({ blocks }) => {
  let app: App;
  beforeAll(() => {
    app = new App(isNest(blocks) ? NEST_PACKAGES : { express: 'express', fastify: 'fastify', '@hapi': '@hapi', hono: 'hono', koa: 'koa', '@types': '@types' });
    for (const { file, language, text } of blocks) if (file !== undefined && language === 'ts') app.write(file, text);
  });
  afterAll(() => app.remove());

  it('compiles', () => {
    const { status, stdout } = app.compile({ noEmit: true, allowImportingTsExtensions: true, ...(isNest(blocks) ? NEST : undefined) });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 60_000);
});

function isNest(blocks: readonly Block[]): boolean {
  return blocks.some(({ text }) => text.includes("from '@nestjs/"));
}

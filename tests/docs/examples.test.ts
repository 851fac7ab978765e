import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App, NEST, NEST_PACKAGES } from './app.ts';
import { comparable, follow } from './console-block.ts';
import { PAGES, type Page } from './pages.ts';

/** The other packages that an app may have, on the pages about migrating from them. */
const NEIGHBOURS = Object.fromEntries(
  ['@hapi', '@hono', '@koa', 'connect-flash', 'express-session', 'helmet', 'hono', 'http-errors', 'joi', 'koa', 'zod'].map((name) => [name, name]),
);

const pages = PAGES.filter(({ blocks }) => blocks.some(({ language }) => language === 'console'));
interface Run {
  readonly page: Page;
  readonly title: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Compiler options, where the example has to be compiled. */
  readonly compiled?: typeof NEST;
}

const runs = pages.flatMap((page): readonly Run[] => {
  // Decorators need TypeScript: Node starts the compiler's output.
  if (page.path === 'docs/nest.md') return [{ page, title: page.path, packages: NEST_PACKAGES, compiled: NEST }];
  const onExpress = page.text.includes("from 'express'");
  const others = {
    ...(page.text.includes("from 'socket.io'") ? { 'socket.io': 'socket.io' } : {}),
    ...(page.text.includes("from 'fastify'") ? { fastify: 'fastify', '@fastify': '@fastify' } : {}),
  };
  return [
    { page, title: page.path, packages: { ...NEIGHBOURS, express: 'express', ...others } },
    ...(onExpress ? [{ page, title: `${page.path}, on Express 4`, packages: { ...NEIGHBOURS, express: 'express4', ...others } }] : []),
  ];
});

describe.each(runs)('$title', ({ page, packages, compiled }) => {
  let app: App;
  beforeAll(() => {
    app = new App(packages);
    // TypeScript examples are compiled in types.test.ts.
    for (const { file, language, text } of page.blocks) if (file !== undefined && (language !== 'ts' || compiled !== undefined)) app.write(file, text);
    if (compiled !== undefined) expect(app.compile(compiled)).toEqual({ status: 0, stdout: '' });
  });
  afterAll(() => app.remove());

  for (const block of page.blocks) {
    // proxies.test.ts runs those with a mark, with the proxy that the mark names.
    if (block.language === 'console' && block.mark === undefined) it(`shows the real output at line ${block.line}`, () => follow(block, app));
    if (block.mark === 'log') {
      it(`shows the real record at line ${block.line}`, async () => {
        const shown = JSON.parse(block.text);
        const record = await app.lastRecord(({ path }) => path === shown.path);
        expect(comparable(record)).toEqual(comparable(shown));
        expect(Object.keys(record)).toEqual(Object.keys(shown));
      });
    }
  }
});

describe('the pages', () => {
  it('have examples that are run', () => {
    expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(['README.md', 'docs/express.md', 'docs/node-http.md']));
  });

  it('start every server that they show', () => {
    const started = new Set(
      pages.flatMap(({ path, text }) =>
        Array.from(text.matchAll(/^\$ .*?(?:node |halyard (?:drill|export) \.\/)(\S+)(?: --.*)?$/gm), ([, file]) => `${path} ${file}`),
      ),
    );
    const servers = PAGES.flatMap(({ path, blocks }) =>
      blocks.filter(({ text, file, language }) => file !== undefined && language === 'js' && text.includes('.listen(')).map(({ file }) => `${path} ${file}`),
    );
    expect(servers.filter((server) => !started.has(server))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { type ErrorPages, pageWith } from '../../src/export/model/error-page.ts';
import { PROXY_STATUSES } from '../../src/export/model/statuses.ts';
import { compileNestExample, example } from '../drill/drilled.ts';
import { exportPages } from './exported.ts';

compileNestExample();

const TYPES = { html: 'text/html; charset=utf-8', json: 'application/problem+json', md: 'text/markdown; charset=utf-8', txt: 'text/plain; charset=utf-8' };

function textOf({ pages }: ErrorPages): string {
  return JSON.stringify(pages);
}

describe.each([
  'express/app.js',
  'express/server.js',
  'fastify/app.js',
  'koa/app.js',
  'hono/app.js',
  'nest/dist/main.js',
  'hapi/app.js',
  'fetch/app.js',
  'fetch/node.js',
])('an export of examples/%s', (path) => {
  it('has every status in every format, and is the same each time', async () => {
    const { pages, notes } = await exportPages(example(path));
    // The views of an example load a style sheet, which is missing while the app is down.
    expect(notes.filter(({ text }) => !text.includes('is missing while the app is down'))).toEqual([]);
    expect(pages.pages.map(({ status, format, contentType }) => `${status} ${format} ${contentType}`)).toEqual(
      PROXY_STATUSES.flatMap((status) => Object.entries(TYPES).map(([format, type]) => `${status} ${format} ${type}`)),
    );
    for (const page of pages.pages) expect(page.parts.length, `${page.status}.${page.format}`).toBeGreaterThan(1);
    expect(textOf(pages)).not.toMatch(/127\.0\.0\.1|halyard-export|VX7Q/);
    for (const page of pages.pages.filter(({ format }) => format === 'json'))
      expect(JSON.parse(pageWith(page, 'the reference'))).toMatchObject({ status: page.status, title: expect.any(String), reference: 'the reference' });
    // At most 200 kB for nine statuses.
    expect(Buffer.byteLength(pages.pages.map((page) => pageWith(page, '7K3M-Q9TX')).join(''))).toBeLessThan((200_000 * PROXY_STATUSES.length) / 9);
    const again = await exportPages(example(path));
    expect(textOf(again.pages)).toBe(textOf(pages));
  }, 60_000);
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drill } from './drilled.ts';

/** The faults that the apps of all hosts have, as code and place. */
const COMMON = ['leak api/responses/forbidden.js', 'view-fails views/404.ejs:11', 'not-logged own.js:7'];

const APPS: readonly (readonly [file: string, host: string, more: readonly string[]])[] = [
  ['fastify.ts', 'Fastify', ['leak fastify.ts:10']],
  ['koa.js', 'Koa', []],
  ['hono.ts', 'Hono', []],
  ['fetch.js', 'fetch', []],
];

describe('a drill of apps with planted faults on other hosts, in JavaScript and TypeScript', () => {
  it.each(APPS)(
    'finds them with file and line: %s',
    async (file, host, more) => {
      const { app, findings } = await drill(fileURLToPath(new URL(`planted-hosts/${file}`, import.meta.url)), {
        only: ['notFound', 'forbidden', 'gone', 'serverError'],
      });
      expect(app.host).toBe(host);
      const found = findings.map(({ code, place }) => `${code} ${place?.file}${place?.line === undefined ? '' : `:${place.line}`}`);
      for (const expected of [...COMMON, ...more])
        expect(
          found.filter((one) => one.startsWith(expected)),
          `${expected} in\n${found.join('\n')}`,
        ).not.toEqual([]);
    },
    120_000,
  );
});

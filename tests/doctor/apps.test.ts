import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/cli/doctor/diagnose.ts';
import { findEntry } from '../../src/cli/source/find-entry.ts';

const APPS = join(import.meta.dirname, 'apps');
const EXAMPLES = join(import.meta.dirname, '../../examples');

/** Each broken app: its only finding, and the change that repairs it. */
const BROKEN: Readonly<Record<string, readonly [finding: string, file: string, from: string, to: string]>> = {
  'express-return': ['response-not-returned routes/orders.js:18', 'routes/orders.js', "    res.notFound('There", "    return res.notFound('There"],
  'express-helmet': ['middleware-after-routes app.js:12', 'app.js', 'halyard(app);\n', 'app.use(helmet());\nhalyard(app);\n'],
  'express-views': ['not-in-build src/server.ts:11', 'package.json', 'tsc -p .', 'tsc -p . && cp -r src/views dist/'],
  'fastify-error-handler': ['own-error-handler src/failures.ts:8', 'src/failures.ts', 'request.log.error(error);', "if (error.code !== 'E_MINE') throw error;"],
  'fastify-secret': [
    'secret-missing app.js:8',
    'app.js',
    'await load({ root: import.meta.dirname })',
    '{ ...(await load({ root: import.meta.dirname })), flash: { secret: process.env.FLASH_SECRET } }',
  ],
  'hapi-return': ['response-not-returned server.js:18', 'server.js', 'if (!bread) h.notFound', 'if (!bread) return h.notFound'],
  'hono-late': ['mounted-late src/index.ts:14', 'src/index.ts', "app.use('*', cors());", "app.use('*', cors());\nhalyard(app);"],
  'koa-catch': [
    'own-error-handler middleware/failures.js:6',
    'middleware/failures.js',
    'ctx.status = error.status ?? 500;',
    'if (!error.isMine) throw error;\n    ctx.status = 409;',
  ],
  'koa-old': ['host-too-old package.json:9', 'package.json', '^2.16.0', '^3.0.0'],
  'koa-proxy': ['proxy-not-trusted src/app.ts:14', 'src/app.ts', 'app.use(router', 'app.proxy = true;\napp.use(router'],
  'nest-filter': ['own-error-handler src/all-exceptions.filter.ts:4', 'src/all-exceptions.filter.ts', '@Catch()', '@Catch(PaymentRefused)'],
  'node-image': ['not-in-image Dockerfile:6', 'Dockerfile', 'COPY server.js ./', 'COPY server.js ./\nCOPY views ./views'],
};

function findingsIn(folder: string): readonly string[] {
  const entry = findEntry(folder);
  if (entry === undefined) throw new Error(`${folder} has no entry.`);
  return diagnose(entry).findings.map(({ code, file, line }) => `${code} ${relative(folder, file)}:${line}`);
}

describe('twelve broken apps', () => {
  it('are all in the table', () => {
    expect(readdirSync(APPS).sort()).toEqual(Object.keys(BROKEN).sort());
    expect(Object.keys(BROKEN)).toHaveLength(12);
  });

  it.each(Object.entries(BROKEN))('%s has one cause, and none when it is repaired', (name, [finding, file, from, to]) => {
    // A folder far from the packages of this repository: only package.json says which releases the app has.
    const folder = join(mkdtempSync(join(tmpdir(), 'halyard-broken-')), name);
    cpSync(join(APPS, name), folder, { recursive: true });
    expect(findingsIn(folder)).toEqual([finding]);
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text.split(from)).toHaveLength(2);
    let repaired = text.replace(from, to);
    if (name === 'express-helmet') repaired = repaired.replace('\napp.use(helmet());\n\nmodule', '\nmodule');
    if (name === 'hono-late') repaired = repaired.replace("\nhalyard(app, { levels: { 503: 'warn' } });\n", '');
    writeFileSync(join(folder, file), repaired);
    expect(findingsIn(folder)).toEqual([]);
  });
});

describe('the examples', () => {
  it.each(readdirSync(EXAMPLES))('%s has no finding', (name) => {
    expect(findingsIn(join(EXAMPLES, name))).toEqual([]);
  });
});

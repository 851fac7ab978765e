import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyPluginCallback } from 'fastify';
import Koa, { type Middleware } from 'koa';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import { describe, expect, it } from 'vitest';
import { halyard as onFastify } from '../../../src/adapters/fastify/fastify.ts';
import { halyard as onKoa } from '../../../src/adapters/koa/koa.ts';
import { ensureInstalled } from '../../sails/packages.ts';
import { afterwards, hintsFor, listening } from './listening.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'halyard-files-'));
const OPTIONS = { environment: 'development', logger: false } as const;
const installed = ensureInstalled('static-files', { manifest: { dependencies: { '@fastify/static': '10.1.11', 'koa-static': '5.0.0' } } });
const loadInstalled = createRequire(join(installed, 'package.json'));

describe('the folders of a static middleware', () => {
  it('are named on Koa, with the path of koa-mount', async () => {
    const serve = loadInstalled('koa-static') as (root: string) => Middleware;
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.use(serve(FOLDER));
    app.use(mount('/assets', serve(join(FOLDER, 'assets'))));
    const hints = await hintsFor(`${await listening(app.callback())}/assets/app.css`);
    expect(hints).toEqual([
      { text: `The static folder ${join(FOLDER, 'assets')} does not exist.` },
      { text: 'No static folder has such a file.', lines: [join(FOLDER, 'assets/app.css'), join(FOLDER, 'assets/app.css')] },
    ]);
  });

  it('are named on Fastify, with the prefix of @fastify/static', async () => {
    const files = loadInstalled('@fastify/static') as FastifyPluginCallback<{ readonly root: string; readonly prefix: string }>;
    const app = Fastify();
    afterwards(() => app.close());
    await app.register(onFastify, OPTIONS);
    await app.register(files, { root: FOLDER, prefix: '/files/' });
    const hints = await hintsFor(`${await app.listen({ port: 0, host: '127.0.0.1' })}/files/app.css`);
    expect(hints).toEqual([{ text: 'The static folder has no such file.', lines: [join(FOLDER, 'app.css')] }]);
  });
});

import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import * as own from 'halyard';
import { type createServer, halyard } from 'halyard/express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './pack.ts';

const require = createRequire(import.meta.url);
/** A second copy of the package, as Jest loads it. */
const other = require(join(root, 'dist/common-js/index.cjs')) as typeof own;
const otherExpress = require(join(root, 'dist/common-js/express.cjs')) as { readonly halyard: typeof halyard; readonly createServer: typeof createServer };

describe('two copies of the package in one process', () => {
  const app = express();
  const server = otherExpress.createServer(app);
  beforeAll(async () => {
    halyard(app, {
      logger: false,
      responses: { outOfStock: other.defineResponse({ status: 409, outcome: (item: string) => ({ detail: `No ${item} left` }) }) },
    });
    app.get('/orders/7', () => {
      throw other.notFound('There is no such order');
    });
    app.get('/rope', (_request, reply) => (reply as unknown as { outOfStock(item: string): void }).outOfStock('rope'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  it('are two', () => {
    expect(other.HalyardError).not.toBe(own.HalyardError);
  });

  it.each([
    ['/orders/7', 404, 'There is no such order'],
    ['/rope', 409, 'No rope left'],
  ])("answer with each other's responses: %s", async (path, status, detail) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { accept: 'application/json' } });
    expect(await answer.json()).toMatchObject({ status, detail });
  });

  it('refuse an app that the other one has', () => {
    expect(() => otherExpress.halyard(app)).toThrow(own.HalyardError);
    expect(() => otherExpress.halyard(app)).toThrow(/E_MOUNTED_TWICE/);
  });

  it("recognise each other's errors with instanceof, and no other value", () => {
    expect(other.notFound()).toBeInstanceOf(own.ResponseError);
    expect(own.notFound()).toBeInstanceOf(other.ResponseError);
    class Mine extends own.ResponseError {}
    expect(other.notFound() instanceof Mine).toBe(false);
    for (const value of [new Error('m'), undefined, null, 404, {}, () => {}]) expect((value as unknown) instanceof own.HalyardError).toBe(false);
  });
});

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defineResponse } from '../core/responses/define-response.ts';
import { load } from './load.ts';

const outOfStock = defineResponse({ status: 409, title: 'Out of Stock' });
function teapot(this: { readonly res: { end(): void } }): void {
  this.res.end();
}

async function namesOf(responses: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const root = await mkdtemp(join(tmpdir(), 'halyard-'));
  return { ...(await load({ root, responses })).responses };
}

describe('the option `responses` of load(), for a bundle', () => {
  it('takes responses and functions by name', async () => {
    expect(await namesOf({ outOfStock, teapot })).toEqual({ outOfStock, teapot });
  });

  it('takes modules by name, also modules that a compiler has turned into CommonJS', async () => {
    expect(await namesOf({ outOfStock: { default: outOfStock }, teapot: { default: { default: teapot } } })).toEqual({ outOfStock, teapot });
  });

  it('takes the modules of import.meta.glob(), loaded or to be loaded', async () => {
    const lazy = { './api/responses/teapot.ts': async () => ({ default: teapot }) };
    expect(await namesOf({ './api/responses/outOfStock.ts': { default: outOfStock }, ...lazy })).toEqual({ outOfStock, teapot });
  });

  it.each([
    ['a module without a default export', { outOfStock: { outOfStock } }, 'no default export (but outOfStock) in outOfStock'],
    ['a module that fails', { './a/teapot.ts': () => Promise.reject(new Error('no kettle')) }, './a/teapot.ts, which fails when it is loaded: no kettle'],
    ['two files of one name', { './a/teapot.ts': { default: teapot }, './b/teapot.js': { default: teapot } }, './b/teapot.js beside another file'],
    ['null', null as never, 'responses: null for load()'],
  ])('refuses %s', async (_, responses, found) => {
    await expect(namesOf(responses)).rejects.toMatchObject({ code: 'E_RESPONSE_FILE', message: expect.stringContaining(found) });
  });

  it('is named by the error for a root that a bundler has left undefined', async () => {
    await expect(load({ root: undefined as never })).rejects.toThrow(/E_ROOT.*\n.*\n.*In a bundle, .*load\(\{ root, responses: \{ outOfStock \} \}\)/);
  });
});

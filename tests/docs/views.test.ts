import { type Halyard, halyard } from 'halyard/node-http';
import { describe, expect, it } from 'vitest';
import { askOnce } from './curl.ts';
import { pageAt } from './pages.ts';

/** The names that a table lists, in their order. */
function listed(path: string, table: string): readonly string[] {
  const rows = pageAt(path).text.split(`<!-- ${table}:start -->`)[1]?.split(`<!-- ${table}:end -->`)[0] ?? '';
  return Array.from(rows.matchAll(/^\| `(\w+)`/gm), ([, name = '']) => name);
}

/** Replaces functions, which views get and JSON cannot hold. */
const named = (_key: string, value: unknown): unknown => (typeof value === 'function' ? 'a function' : value);

/** The locals that a view gets for a response. */
async function localsOf(respond: Parameters<Halyard['createServer']>[0]): Promise<Record<string, unknown>> {
  const views = { render: (_view: string, locals: unknown) => JSON.stringify(locals, named) };
  const app = halyard({ logger: false, environment: 'development', developmentPage: false, views });
  const { body } = await askOnce(app.createServer(respond), "curl -H 'Accept: text/html' localhost:1");
  return JSON.parse(body);
}

describe('docs/views.md', () => {
  it.each([
    ['without a message', (_: unknown, res: { notFound(): unknown }) => res.notFound()],
    ['with an error', (_: unknown, res: { serverError(error: Error): unknown }) => res.serverError(new Error('no tide table'))],
  ])('lists each local that a view gets for a response %s, and no other', async (_situation, respond) => {
    expect(listed('docs/views.md', 'locals')).toEqual(Object.keys(await localsOf(respond as never)));
  });

  it('lists each member of an issue among the errors, and no other', async () => {
    const { errors } = await localsOf((_, res) => res.badRequest([{ path: ['boat', 'length'], message: 'At most 12 m' }]));
    expect(listed('docs/views.md', 'locals-of-an-error')).toEqual(Object.keys((errors as object[])[0] ?? {}));
  });

  it('lists each member of an error among the errors, and no other', async () => {
    const { errors } = await localsOf((_, res) => res.serverError(new Error('no tide table')));
    expect(listed('docs/views.md', 'locals-of-an-error')).toEqual(Object.keys((errors as object[])[0] ?? {}));
  });
});

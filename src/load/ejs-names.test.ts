import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileEjs } from './ejs-views.ts';

const OURS = { status: 404, title: 'Not Found', message: '<b>', errors: [], reference: '7K3M-Q9TX', data: null, report: '' };

async function pageOf(text: string, locals: Readonly<Record<string, unknown>> = OURS, partial = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'halyard-'));
  await writeFile(join(folder, '404.ejs'), text);
  await writeFile(join(folder, 'part.ejs'), partial);
  return (await compileEjs(join(folder, '404.ejs'), folder, false))(locals);
}

describe('the names in a page', () => {
  it('are Halyard’s locals, escaped, which are also members of locals', async () => {
    expect(await pageOf('<%= status %> <%= message %> <%= locals.title %> <%= errors.length %>')).toBe('404 &lt;b&gt; Not Found 0');
  });

  it('may be the app’s own', async () => {
    const text = "<% if (typeof harbour !== 'undefined') { %><%= harbour %><% } %><%= title %>";
    expect(await pageOf(text, { ...OURS, harbour: 'Kittiwake ' })).toBe('Kittiwake Not Found');
    expect(await pageOf(text)).toBe('Not Found');
  });

  it('are visible in an included page, with the locals of the include', async () => {
    expect(await pageOf("<%- include('part', { colour: 'red' }) %>", OURS, '<%= colour %> <%= title %>')).toBe('red Not Found');
  });

  it('are an error if they are undefined, and the client still gets a page', async () => {
    await expect(pageOf('<%= nobody %>')).rejects.toThrow('nobody is not defined');
  });
});

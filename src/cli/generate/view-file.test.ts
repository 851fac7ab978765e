import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileEjs } from '../../load/ejs-views.ts';
import { isViewName, viewFile } from './view-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halyard-views-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const BARE = {
  status: 404,
  title: 'Not Found',
  message: '',
  errors: [],
  reference: '',
  data: null,
  typed: [],
  back: '',
  report: '',
  old: () => '',
  flash: () => [],
  form: {},
};
const FULL = {
  ...BARE,
  message: '<b>No tea & no "milk"</b>',
  errors: [
    { field: 'tea', message: '<script>', pointer: '', code: '' },
    { field: '', message: 'Too late', pointer: '', code: '' },
  ],
  reference: '7K3M-Q9TX',
  typed: [{ name: 'note', value: '</dd><img>' }],
  back: '/orders?a=1&b=2',
};

async function render(name: string, locals: Readonly<Record<string, unknown>>): Promise<string> {
  const { path, text } = viewFile(name);
  const file = join(folder, path.replace('views/', ''));
  await writeFile(file, text);
  return (await compileEjs(file, folder, false))(locals);
}

const NAMES = ['400', '401', '403', '404', '405', '410', '413', '429', '451', '499', '500', '503', '599', '4xx', '5xx'];

describe.each(NAMES)('views/%s.ejs', (name) => {
  const status = name.endsWith('xx') ? Number(`${name[0]}18`) : Number(name);

  it.each([
    ['without any value', { ...BARE, status }],
    ['with every value', { ...FULL, status }],
  ])('is a complete page, %s', async (_, locals) => {
    const html = await render(name, locals);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const tag of [/<title>[^<]+<\/title>/g, /<h1>[^<]+<\/h1>/g, /<main>/g, /<\/html>/g]) expect(html.match(tag)).toHaveLength(1);
    expect(html).toContain(`<title>Not Found (${status})</title>`);
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).not.toMatch(/<%|undefined|<script|<img|<b>|<link|url\(|@import|https?:|style=/);
    for (const [, address] of html.matchAll(/(?:href|src|action)="([^"]*)"/g)) expect(['/', '', '/orders?a=1&amp;b=2']).toContain(address);
  });

  it('shows the message, the reference, the errors and what was typed, and leads back to the form', async () => {
    const html = await render(name, { ...FULL, status });
    for (const part of ['No tea &amp; no', '7K3M-Q9TX', '<strong>tea</strong>', 'Too late', '<dt>note</dt>', 'Back to the form']) expect(html).toContain(part);
  });
});

describe('the links of a page', () => {
  it.each(['408', '429', '500', '503', '5xx'])('%s offers to try again, if no form was sent', async (name) => {
    expect(await render(name, BARE)).toContain('Try again');
    expect(await render(name, FULL)).not.toContain('Try again');
  });

  it.each(['400', '404', '410', '4xx'])('%s does not, because the same request would fail again', async (name) => {
    expect(await render(name, BARE)).not.toContain('Try again');
    expect(await render(name, BARE)).toContain('<a href="/">');
  });
});

describe('the names of pages', () => {
  it.each(['200', '302', '600', '4XX', '1xx', '40', '4040', 'not-found', '../404', '404.ejs', ''])('are not %j', (name) => {
    expect(isViewName(name)).toBe(false);
    expect(() => viewFile(name)).toThrow(TypeError);
  });
});

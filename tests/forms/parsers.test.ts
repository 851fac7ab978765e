import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/visitor.ts';
import { type Load, PARSERS } from './parser-apps.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('parsers.json', import.meta.url), 'utf8')) as object;

let load: Load;
beforeAll(() => {
  load = createRequire(`${ensureInstalled('parsers', { manifest })}/package.json`);
}, 600_000);

const SENT: readonly (readonly [string, string])[] = [
  ['items[0][name]', 'Rope'],
  ['items[0][qty]', '1'],
  ['items[1][name]', 'Sail'],
  ['items[1][qty]', '2'],
  ['user[emails][0]', 'ann@example.com'],
  ['user[emails][1]', 'ben@example.com'],
  ['note', 'By boat'],
  ['parts[][qty]', '3'],
  ['parts[][qty]', '4'],
  ['tags[]', 'sea'],
  ['tags[]', 'sky'],
];

const OLD = Object.fromEntries(SENT.slice(0, 7));
const SHOWN = {
  values: { ...OLD, 'parts[][qty] 0': '3', 'parts[][qty] 1': '4', 'tags[] 0': 'sea', 'tags[] 1': 'sky' },
  old: OLD,
  lists: { 'parts[][qty]': ['3', '4'], 'tags[]': ['sea', 'sky'] },
  wrong: ['items[1][qty]', 'user[emails][1]', 'parts[][qty] 1', 'tags[] 1'],
};

function bodyOf(encoding: 'urlencoded' | 'multipart'): string | FormData {
  if (encoding === 'urlencoded') return new URLSearchParams(SENT.map(([name, value]): [string, string] => [name, value])).toString();
  const form = new FormData();
  for (const [name, value] of SENT) form.append(name, value);
  return form;
}

describe.each(PARSERS)('the fields that %s has read', (_, start, encodings) => {
  it.each(encodings)('come back with their own values and errors: %s', async (encoding) => {
    const visitor = await visit(await start(load));
    const sent = await visitor.send('/order', bodyOf(encoding));
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/order']);
    expect(JSON.parse((await visitor.open('/order')).text)).toEqual(SHOWN);
  });
});

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkProxy } from '../../../src/export/check/check-proxy.ts';
import type { ErrorPages } from '../../../src/export/model/error-page.ts';
import { freePort } from '../../support/ports.ts';
import { folderWith } from '../../support/view-folder.ts';
import { useCaddy } from '../caddy-server.ts';
import { exportPages } from '../exported.ts';
import { useProxy } from '../nginx-proxy.ts';
import { codesOf } from './checked-nginx.ts';
import { builtInPolicy } from './own-nginx.ts';

const entry = fileURLToPath(new URL('../../../examples/express/server.js', import.meta.url));
const start = useProxy();
const startCaddy = useCaddy();
let pages: ErrorPages;
let stopped: number;

beforeAll(async () => {
  const policy = await builtInPolicy();
  const exported = (await exportPages(entry)).pages;
  pages = { ...exported, pages: exported.pages.map((page) => (page.format === 'html' ? { ...page, policy: page.policy ?? policy } : page)) };
  stopped = await freePort();
});

describe('the configuration of `halyard export --for nginx`, with the pages of a real app', () => {
  it('has no finding', async () => {
    const { origin } = await start({ pages, server: `location / { proxy_pass http://127.0.0.1:${stopped}; }` });
    const report = await checkProxy(origin);
    expect(report.findings.map(({ code, found, asked }) => [code, found, asked.length])).toEqual([]);
    expect(codesOf(report)).toEqual([]);
    expect([...new Set(report.asked.map(({ answer }) => answer.status))].sort()).toEqual([400, 405, 413, 414, 431, 502]);
  });

  it('has no finding for the JSON of a preset, which has no place for a reference', async () => {
    const folder = await folderWith({ 'options.mjs': "export default { preset: 'sails-1' };" });
    const sails = (await exportPages(join(folder, 'options.mjs'))).pages;
    expect(sails.pages.find(({ status, format }) => status === 400 && format === 'json')?.parts).toEqual(['"Bad Request"']);
    const { origin } = await start({ pages: sails, server: `location / { proxy_pass http://127.0.0.1:${stopped}; }` });
    expect((await checkProxy(origin)).findings.map(({ code, found }) => [code, found])).toEqual([]);
  });

  it.each(['{{ name }}', '<!--#include virtual="/top" -->', '{% block %}', '$request_id', '{http.request.uuid}'])(
    'has no finding for %j in a page',
    async (text) => {
      const changed = pages.pages.map((page) =>
        page.format === 'json' ? page : { ...page, parts: [...page.parts.slice(0, -1), `${page.parts.at(-1)}${text}`] },
      );
      const { origin } = await start({ pages: { ...pages, pages: changed }, server: `location / { proxy_pass http://127.0.0.1:${stopped}; }` });
      expect((await checkProxy(origin)).findings.map(({ code, found }) => [code, found])).toEqual([]);
    },
  );
});

describe('the configuration of `halyard export --for caddy`, with the pages of a real app', () => {
  it('has no finding, and a note about what Go answers itself', async () => {
    const caddy = await startCaddy({ pages, site: `reverse_proxy 127.0.0.1:${stopped}` });
    const report = await checkProxy(new URL(caddy.origin));
    expect(report.findings.map(({ code, found, asked }) => [code, found, asked.length])).toEqual([]);
    expect(report.notes.join()).toMatch(/^no Host \(400\), wrong request line \(400\): Go/);
  });
});

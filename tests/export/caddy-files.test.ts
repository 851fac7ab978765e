import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorPages } from '../../src/export/model/error-page.ts';
import { target } from '../../src/export/targets/caddy.ts';
import { skipWithoutCaddy, useCaddy, writeExport } from './caddy-server.ts';
import { testPages } from './nginx-proxy.ts';

const OPTIONS = { upstream: 'http://127.0.0.1:1337', folder: '/srv/my errors', retryAfter: 30, maintenanceFile: '/run/my app/down.json' };
const caddy = skipWithoutCaddy();
const start = useCaddy();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-caddy-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the files for Caddy', () => {
  it('has a Caddyfile that Caddy finds valid and formatted, with and without languages and a maintenance file', () => {
    for (const languages of [[], ['en'], ['en', 'de', 'pt-BR']]) {
      for (const maintenanceFile of [undefined, OPTIONS.maintenanceFile]) {
        writeExport(folder, testPages({ languages }), { maintenanceFile, folder: join(folder, 'my errors') });
        const config = join(folder, 'Caddyfile');
        expect(execFileSync(caddy, ['validate', '--config', config, '--adapter', 'caddyfile'], { stdio: 'pipe' })).toBeDefined();
        for (const name of ['Caddyfile', 'errors.caddy']) {
          expect(execFileSync(caddy, ['fmt', join(folder, name)], { encoding: 'utf8' })).toBe(readFileSync(join(folder, name), 'utf8'));
        }
      }
    }
  });

  it('are equal in two exports', () => {
    expect(target.files(testPages({ languages: ['en', 'de'] }), OPTIONS)).toEqual(target.files(testPages({ languages: ['en', 'de'] }), OPTIONS));
  });

  it('refuses a path that Caddy would read as something else', () => {
    for (const path of ['/srv/{env.HOME}', '/srv/a\nb', '/srv/`x`', '/srv/*']) {
      expect(() => target.files(testPages(), { ...OPTIONS, folder: path })).toThrow(/Caddy/);
      expect(() => target.files(testPages(), { ...OPTIONS, maintenanceFile: path })).toThrow(/Caddy/);
    }
  });

  it.each(['<% .Req.Host %>', '<%% env "HOME" %%>', 'a <%= x %> <%%%% y', '<', '<%', '{{ .Req.Host }}'])('run no action in the text %s', async (text) => {
    const pages: ErrorPages = {
      pages: [{ status: 404, format: 'txt', contentType: 'text/plain; charset=utf-8', language: undefined, parts: [text, text, text], policy: undefined }],
      statuses: [404],
      languages: [],
    };
    const { origin } = await start({ pages, site: '\terror 404' });
    const response = await fetch(origin);
    const reference = response.headers.get('error-reference') ?? '';
    expect(reference).toMatch(/^[\da-f-]{36}$/);
    expect(await response.text()).toBe([text, text, text].join(reference));
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT'])('leave no empty answer to %s if their folder is not there', async (method) => {
    const { origin } = await start({ pages: testPages(), site: '\terror 404', options: { folder: '/no/such/folder' } });
    const response = await fetch(origin, { method, headers: { accept: 'text/html' } });
    const reference = response.headers.get('error-reference');
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      404,
      'text/plain; charset=utf-8',
      'no-store',
    ]);
    expect(await response.text()).toBe(method === 'HEAD' ? '' : `404 Not Found. Reference: ${reference}. Caddy finds no error pages in its folder.`);
  });

  it('show no value of the client', async () => {
    const { origin } = await start({ pages: testPages({ languages: ['en', 'de'] }), site: '\terror 404' });
    const evil = '<% env "HOME" %>{{.Req.Host}}<script>{http.request.uri}';
    for (const name of ['accept', 'accept-language', 'x-requested-with', 'content-type', 'x-request-id', 'referer']) {
      const response = await fetch(`${origin}/?${encodeURIComponent(evil)}`, { method: 'POST', body: evil, headers: { [name]: `${evil}, application/json` } });
      expect(response.status).toBe(404);
      const text = await response.text();
      expect(text.replace(response.headers.get('error-reference') ?? '', '')).toBe('{"title":"json:404:en","status":404,"reference":""}');
    }
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHttp1, type Reply } from 'halyard/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { type App, proxyTo, type RunningProxy, startApp, useProxy } from './nginx-proxy.ts';

const start = useProxy();
const running: App[] = [];
afterAll(() => Promise.all(running.map((app) => app.stop())));

const DOWN = 'proxy_pass http://127.0.0.1:1;';
const page = (origin: URL, path: string, method = 'GET'): Promise<Reply> => askHttp1(origin, path, { method, headers: { accept: 'text/html' } });

describe('the generated files beside the configuration of a user', () => {
  it('name no version of nginx', async () => {
    const { origin } = await start({ server: `location / { ${DOWN} }` });
    expect((await page(origin, '/')).headers['server']).toBe('nginx');
  });

  it('answer below a path of their own', async () => {
    const { origin } = await start({ server: `location /app/ { ${DOWN} } location / { return 200 "site"; }` });
    expect([(await page(origin, '/app/x')).body, (await page(origin, '/x')).body]).toEqual([expect.stringContaining('html:502:none'), 'site']);
  });

  it('leave the pages of the user alone, which stand before them', async () => {
    const { origin } = await start({
      server: (files) => `
        location = /own.html { internal; root ${files}/own; return 200 "own page"; }
        location /alone { error_page 404 /own.html; ${DOWN} }
        location /both { error_page 404 =200 /own.html; include ${files}/error-pages.conf; ${DOWN} }
        location /both/missing { error_page 404 /own.html; include ${files}/error-pages.conf; return 404; }`,
    });
    // The trap: a location with its own error_page has none of the server.
    expect((await page(origin, '/alone')).body).toContain('<center>nginx');
    expect((await page(origin, '/both', 'POST')).body).toContain('html:502:none');
    expect((await page(origin, '/both/missing')).body).toBe('own page');
  });

  it('need a return in a location, because outside of one it runs for the page, too', async () => {
    const crawler = 'if ($http_user_agent = crawler) { return 403; }';
    const ask = ({ origin }: RunningProxy): Promise<Reply> => askHttp1(origin, '/', { headers: { accept: 'text/html', 'user-agent': 'crawler' } });
    expect((await ask(await start({ server: `${crawler} location / { return 204; }` }))).body).toContain('<center>nginx');
    expect((await ask(await start({ server: `location / { ${crawler} return 204; }` }))).body).toContain('html:403:none');
  });

  it('answer with 502 to a POST, and a page by name with static files does not', async () => {
    const { origin } = await start({
      server: (files) =>
        `location /path { ${DOWN} } location /name { error_page 502 @static; ${DOWN} } location @static { root ${files}/pages; try_files /502.html =502; }`,
    });
    expect([(await page(origin, '/path', 'POST')).status, (await page(origin, '/name', 'POST')).status]).toEqual([502, 405]);
  });

  it('answer although the whole server is protected or limited', async () => {
    const limits = 'limit_req_zone $server_port zone=few:1m rate=1r/m; limit_conn_zone $server_port zone=one:1m;';
    const limited = await start({ http: limits, server: `limit_req zone=few; limit_req_status 429; limit_conn one 1; location / { ${DOWN} }` });
    expect((await page(limited.origin, '/')).body).toContain('html:502:none');
    expect((await page(limited.origin, '/', 'POST')).body).toContain('html:429:none');
    const denied = await start({
      server: 'deny all; auth_basic "a"; auth_basic_user_file /none; client_max_body_size 1; location / { proxy_pass http://127.0.0.1:1; }',
    });
    expect((await page(denied.origin, '/')).body).toContain('html:403:none');
  });

  it('keep their type and their headers, whatever the server sets', async () => {
    const { origin } = await start({
      http: 'charset koi8-r; default_type application/x-own; add_header X-Own yes always; gzip on; expires 1d; etag on;',
      server: `add_header Cache-Control "max-age=60" always; error_log stderr crit; location / { ${DOWN} }`,
    });
    const { headers } = await page(origin, '/');
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('expires');
  });
});

describe('maintenance', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT'])('has the status, the page, Retry-After and the reference of a 503 for %s', async (method) => {
    const app = await startApp();
    running.push(app);
    const folder = mkdtempSync(join(tmpdir(), 'halyard maintenance '));
    const file = join(folder, 'down.json');
    const { origin, logged } = await start({
      maintenanceFile: file,
      server: `location / { ${proxyTo(app.origin)} } location /slow { ${proxyTo(app.origin)} proxy_read_timeout 200ms; } location /missing { return 404; } location /own { return 503; }`,
    });
    writeFileSync(file, '{}');
    try {
      // The app lives, so it answers itself.
      expect((await page(origin, '/', method)).status).toBe(200);
      expect((await page(origin, '/slow', method)).status).toBe(503);
      await app.stop();
      const { status, headers, body } = await page(origin, '/', method);
      const reference = headers['error-reference'];
      expect([status, headers['retry-after'], headers['content-type']]).toEqual([503, '30', 'text/html; charset=utf-8']);
      expect(body).toBe(method === 'HEAD' ? '' : `page html:503:none, reference (${reference})\n`);
      expect(await logged(` reference=${reference} `)).toContain('" 503 ');
      expect((await page(origin, '/missing', method)).status).toBe(404);
      expect((await page(origin, '/own', method)).status).toBe(503);
      rmSync(file);
      const again = await page(origin, '/', method);
      expect([again.status, again.body]).toEqual([502, method === 'HEAD' ? '' : `page html:502:none, reference (${again.headers['error-reference']})\n`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

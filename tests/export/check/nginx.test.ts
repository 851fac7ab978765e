import { describe, expect, it } from 'vitest';
import { checkProxy } from '../../../src/export/check/check-proxy.ts';
import { codesOf, findingOf, useCheckedNginx } from './checked-nginx.ts';

const { proxies, set, check } = useCheckedNginx();

describe('a right configuration of nginx', () => {
  it('has no finding', async () => {
    const report = await check();
    expect(codesOf(report)).toEqual([]);
    expect(report).toMatchObject({ status: 502, proxy: 'nginx', notes: [] });
    expect(report.asked.length).toBeLessThan(100);
  });

  it('was asked for each status that a proxy can be brought to', async () => {
    const statuses = new Set((await check()).asked.map(({ answer }) => answer.status));
    expect([...statuses].sort()).toEqual([400, 405, 413, 414, 431, 502]);
  });

  it('may forbid other methods, and need another address', async () => {
    const app = `location /shop/ { limit_except GET HEAD POST PUT PATCH DELETE OPTIONS { deny all; } proxy_pass http://127.0.0.1:${set.stopped}; }
      location / { proxy_pass http://127.0.0.1:${set.stopped}; }`;
    const report = await check(() => ({ app }), set.files, '/shop/');
    expect(codesOf(report)).toEqual([]);
  });
});

describe('a check that cannot start', () => {
  it('says that the app answers', async () => {
    const { url } = await proxies.nginx({ server: 'return 200 "the shop";' });
    expect(findingOf(await checkProxy(new URL(url)))).toMatchObject({ code: 'app-answers', found: ['200'], what: expect.stringContaining('stop it first') });
  });

  it('says where a redirect leads', async () => {
    const { url } = await proxies.nginx({ server: 'return 301 https://shop.example/;' });
    expect(findingOf(await checkProxy(new URL(url)))).toMatchObject({ code: 'app-answers', found: ['301 to https://shop.example/'] });
  });

  it('says that nothing listens', async () => {
    expect(findingOf(await checkProxy(new URL(`http://127.0.0.1:${set.stopped}`)))).toMatchObject({ code: 'no-proxy', found: ['ECONNREFUSED'] });
  });

  it('says that the proxy cannot read its files', async () => {
    const { url } = await proxies.nginx({
      server: `error_page 502 /pages/502.html; location /pages/ { root FOLDER/nothing; } location / { proxy_pass http://127.0.0.1:${set.stopped}; }`,
    });
    expect(findingOf(await checkProxy(new URL(url)))).toMatchObject({ code: 'wrong-status', found: ['404'] });
  });
});

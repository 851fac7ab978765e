import { describe, expect, it } from 'vitest';
import { checkProxy } from '../../../src/export/check/check-proxy.ts';
import { clientsOf, codesOf, findingOf, methodsOf, useCheckedNginx } from './checked-nginx.ts';
import { builtInFiles } from './own-nginx.ts';

const { proxies, set, check } = useCheckedNginx();

describe('a wrong configuration of nginx has exactly its finding:', () => {
  it('the default pages', async () => {
    const finding = findingOf(await check(() => ({ errors: '' })));
    expect(finding).toMatchObject({ code: 'default-page', severity: 'error', found: expect.arrayContaining(['502 as text/html', '413 as text/html']) });
    expect(finding.what).toContain('nginx');
  });

  it('the default page of one status only', async () => {
    const finding = findingOf(await check(({ errors }) => ({ errors: errors.replace(/error_page 413 .*;/, '') })));
    expect(finding).toMatchObject({ code: 'default-page', found: ['413 as text/html'] });
    expect(finding.asked.every(({ ask }) => ask.provocation.name === 'large body')).toBe(true);
  });

  it('static files in a named location, which answer 405 to other methods', async () => {
    const finding = findingOf(
      await check(({ pages, errors }) => ({
        errors: errors.replace(/error_page 502 .*;/, 'error_page 502 @halyard;'),
        pages: `${pages} ${pages.replace('location /halyard-pages/ {', 'location @halyard {').replace('internal; alias FOLDER/pages/;', 'root FOLDER/pages; try_files /502.$format =502;')}`,
      })),
    );
    expect(finding).toMatchObject({ code: 'wrong-status', found: ['405'], expected: '502', todo: expect.stringContaining('error_page 502 @name') });
    expect(methodsOf(finding)).toEqual(expect.arrayContaining(['POST', 'PUT', 'PATCH', 'DELETE']));
    expect(methodsOf(finding)).not.toContain('GET');
  });

  it('one page for every Accept', async () => {
    const finding = findingOf(
      await check(({ http }) => ({ http: http.replace(/map \$http_accept \$format \{[^}]*\}/, 'map $http_accept $format { default html; }') })),
    );
    expect(finding).toMatchObject({ code: 'wrong-type', found: ['text/html'] });
    expect(clientsOf(finding)).toEqual(expect.arrayContaining(['json', 'problem', 'markdown', 'text', 'any', 'no Accept']));
    expect(clientsOf(finding)).not.toContain('browser');
  });

  it('no SSI', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replace('ssi on;', '') })));
    expect(finding).toMatchObject({ code: 'template-not-run', found: ['<!--# echo'] });
  });

  it('SSI for HTML only', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replace('ssi_types *;', '') })));
    expect(finding.code).toBe('template-not-run');
    expect(finding.asked.filter(({ ask }) => ask.client.name === 'browser' && ask.provocation.readsHeader)).toEqual([]);
  });

  it('header fields without `always`', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replaceAll(' always', '') })));
    expect(finding).toMatchObject({ code: 'missing-header', todo: expect.stringContaining('`always`') });
    expect(finding.found.toSorted()).toEqual([
      'no Cache-Control: no-store',
      'no Content-Security-Policy',
      'no Error-Reference',
      'no Retry-After',
      'no Vary: Accept',
    ]);
  });

  it('no Vary', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replace('add_header Vary Accept always;', '') })));
    expect(finding).toMatchObject({ code: 'missing-header', found: ['no Vary: Accept'] });
  });

  it('another status', async () => {
    const finding = findingOf(await check(({ errors }) => ({ errors: errors.replace('error_page 502 ', 'error_page 502 =200 ') })));
    expect(finding).toMatchObject({ code: 'wrong-status', found: ['200'], todo: expect.stringContaining('=200') });
  });

  it('one file for all statuses', async () => {
    const report = await check(({ errors }) => ({ errors: errors.replaceAll(/halyard-pages\/\d+/g, 'halyard-pages/503') }));
    expect(findingOf(report)).toMatchObject({ code: 'other-number', found: expect.arrayContaining(['503 in a 502', '503 in a 413']) });
  });

  it('a reference that is not the one of the header', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replace('Error-Reference $request_id', 'Error-Reference "$connection-$msec"') })));
    expect(finding).toMatchObject({ code: 'other-reference', found: expect.arrayContaining([expect.stringMatching(/^[\da-f]{32} in the body$/)]) });
  });

  it('a reference that is a fixed text', async () => {
    const finding = findingOf(
      await check(({ pages }) => ({ pages: pages.replace('Error-Reference $request_id', 'Error-Reference abcd-1234') }), await builtInFiles('abcd-1234')),
    );
    expect(finding).toMatchObject({ code: 'same-reference', found: ['abcd-1234 again'] });
  });

  it('pages without a reference', async () => {
    const finding = findingOf(await check(() => ({}), await builtInFiles('')));
    expect(finding.code).toBe('no-reference');
  });

  it('a policy that is not the one of the page', async () => {
    const finding = findingOf(await check(({ http }) => ({ http: http.replace(/html "[^"]*"/, `html "default-src 'none'"`) })));
    expect(finding).toMatchObject({ code: 'policy-blocks', found: ['<style>'] });
    expect(clientsOf(finding)).toEqual(['browser']);
  });

  it('a page that needs the app, and another server', async () => {
    const link = '<link rel="stylesheet" href="/app.css"><img src="https://pictures.example/sad.png" alt="">';
    const changed = Object.fromEntries(Object.entries(set.files).map(([name, text]) => [name, text.replace('</head>', `${link}</head>`)]));
    const report = await check(({ http }) => ({ http: http.replace(/html "[^"]*"/, `html "style-src * 'unsafe-inline'; img-src *"`) }), changed);
    expect(codesOf(report)).toEqual(['missing-file', 'outside-request']);
    expect(report.findings[0]?.found).toEqual(['/app.css (502)']);
    expect(report.findings[1]).toMatchObject({ severity: 'warning', found: ['https://pictures.example'] });
  });

  it('types without an encoding', async () => {
    const finding = findingOf(await check(({ pages }) => ({ pages: pages.replace('charset utf-8;', '') })));
    expect(finding).toMatchObject({ code: 'no-charset', severity: 'warning' });
  });

  it('the version in `Server`', async () => {
    const finding = findingOf(await check(({ http }) => ({ http: http.replace('server_tokens off;', '') })));
    expect(finding).toMatchObject({ code: 'server-version', severity: 'warning', found: [expect.stringMatching(/^server: nginx\/\d/)] });
  });

  it('an empty file', async () => {
    const finding = findingOf(await check(() => ({}), { ...set.files, 'pages/502.json': '' }));
    expect(finding).toMatchObject({ code: 'empty-body', found: ['502 without a body'] });
  });

  it('a file that is no JSON any more', async () => {
    const finding = findingOf(await check(() => ({}), { ...set.files, 'pages/502.json': `${set.files['pages/502.json']}}` }));
    expect(finding.code).toBe('invalid-problem');
  });

  it('a connection that is closed without an answer', async () => {
    const finding = findingOf(
      await check(({ errors }) => ({
        errors: errors.replace(/error_page 413 .*;/, 'error_page 413 =444 @close;'),
        pages: `${set.right.pages} location @close { return 444; }`,
      })),
    );
    expect(finding.code).toBe('no-answer');
  });

  it('a proxy in front that caches failures', async () => {
    const { http, pages, errors, app } = set.right;
    const inner = await proxies.nginx({ http, server: `${errors} ${pages} ${app}`, files: set.files });
    const outer = await proxies.nginx({
      http: 'server_tokens off; proxy_cache_path FOLDER/cache keys_zone=all:1m;',
      server: `location / { proxy_pass ${inner.url}; proxy_cache all; proxy_cache_valid any 1m; proxy_ignore_headers Cache-Control; proxy_set_header Host $http_host;
        add_header X-Cache-Status $upstream_cache_status always; }`,
    });
    const report = await checkProxy(new URL(outer.url));
    expect(codesOf(report)).toContain('same-reference');
    expect(report.findings.find(({ code }) => code === 'same-reference')?.found.join()).toMatch(/x-cache-status: HIT/);
  });
});

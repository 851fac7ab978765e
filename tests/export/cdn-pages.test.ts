import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/export/html/parsed-html.ts';
import { policyOf } from '../../src/export/html/policy.ts';
import { type ErrorPages, pageWith } from '../../src/export/model/error-page.ts';
import { useChromium } from '../browser/chromium.ts';
import { example } from '../drill/drilled.ts';
import { exportPages } from './exported.ts';
import { filesOf } from './some-pages.ts';

const chromium = useChromium();
const server: Server = createServer();
let pages: ErrorPages;
beforeAll(async () => {
  const { pages: exported } = await exportPages(example('fetch/app.js'));
  pages = {
    ...exported,
    pages: exported.pages.map((page) => (page.format === 'html' ? { ...page, policy: page.policy ?? policyOf(parseHtml(pageWith(page, ''))) } : page)),
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}, 60_000);
afterAll(() => server.close());

/** What a browser shows of a page that a bucket serves, which sends no policy. `attack` is put into the page, as by a mistake in a view. */
async function shown(
  html: string,
  attack = '',
): Promise<{ readonly errors: readonly string[]; readonly font: string; readonly text: string; readonly ran: boolean }> {
  server.removeAllListeners('request').on('request', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html.replace('</main>', `${attack}</main>`));
  });
  const context = await chromium().newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => errors.push(message.text()));
    page.on('request', (request) => request.isNavigationRequest() || errors.push(`asks for ${request.url()}`));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return {
      errors,
      font: (await page.evaluate('getComputedStyle(document.body).fontFamily')) as string,
      text: (await page.evaluate('document.body.textContent')) as string,
      ran: (await page.evaluate('document.title === "changed"')) as boolean,
    };
  } finally {
    await context.close();
  }
}

describe('the pages of a real app', () => {
  it('have no word of a reference, where a CDN fills in nothing', async () => {
    for (const [name, path] of [
      ['cloudfront', 'pages/502.html'],
      ['cloudfront', 'pages/502.json'],
      ['s3', 'pages/404.html'],
    ] as const) {
      const text = (await filesOf(name, pages))[path] ?? '';
      expect(text.length).toBeGreaterThan(30);
      expect(text).not.toMatch(/reference(?!d)[^-{]/i);
    }
    expect((await filesOf('kubernetes', pages))['envoy-gateway.yaml']).not.toMatch(/mention (?:the|this) reference/);
  });

  it('fit the rules of Cloudflare and a snippet of Fastly', async () => {
    const cloudflare = await filesOf('cloudflare', pages);
    expect(JSON.parse(cloudflare['custom-error-assets.json'] ?? '')).toEqual([]);
    const fastly = await filesOf('fastly', pages);
    expect(Buffer.byteLength(fastly['error-pages.error.vcl'] ?? '')).toBeLessThan(200_000);
  });

  it.each(['cloudfront', 's3', 'cloudflare', 'fastly', 'kubernetes', 'systemd'])(
    'are the same in each export for %s, without a place of this machine',
    async (name) => {
      const files = await filesOf(name, pages);
      expect(await filesOf(name, pages)).toEqual(files);
      expect(JSON.stringify(files)).not.toMatch(/\/tmp\/halyard|\/home\/|\/work\/|AKIA|arn:aws|\b\d{12}\b/);
    },
  );

  it.each([
    ['cloudfront', 'pages/502.html'],
    ['s3', 'pages/404.html'],
    ['cloudflare', 'pages/502.html'],
  ])('look right in a browser from a place that sends no policy: %s', async (name, path) => {
    const html = (await filesOf(name, pages))[path] ?? '';
    const { errors, font, text } = await shown(html);
    expect(errors).toEqual([]);
    expect(font).toContain('system-ui');
    expect(text).toMatch(/Bad Gateway|no page at this address/);
  });

  it('have a policy that stops a script in a page, though no header has it', async () => {
    const html = (await filesOf('cloudfront', pages))['pages/502.html'] ?? '';
    const attack = '<script>document.title="changed"</script><img src="http://127.0.0.1:9/x.png" onerror="document.title=\'changed\'">';
    const { errors, ran } = await shown(html, attack);
    expect(ran).toBe(false);
    expect(errors.join('\n')).toMatch(/Content Security Policy/);
    // Without the policy, the same page runs it.
    expect((await shown(html.replace(/<meta http-equiv[^>]*>/, ''), attack)).ran).toBe(true);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareHtml } from '../../src/export/html/prepare-html.ts';
import { withoutReference } from '../../src/export/html/without-reference.ts';
import { type ErrorPages, fileNameOf, pageWith } from '../../src/export/model/error-page.ts';
import { axe, summaryOf, useChromium, type Violation } from '../browser/chromium.ts';
import { exportPages } from './exported.ts';
import { NO_NETWORK, type OpenPage, useOfflinePages } from './offline-browser.ts';

const open = useOfflinePages(useChromium(NO_NETWORK));
const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ID = '9f86d081884c7d659a2feaa0c55ad015';

/** A page that needs nothing, works under its policy, and has no barrier. */
async function expectAlone({ page, requests, violations, errors }: OpenPage): Promise<void> {
  expect(requests).toEqual([]);
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
  await page.evaluate(axe);
  expect(summaryOf((await page.evaluate<{ violations: Violation[] }>('axe.run()')).violations)).toEqual([]);
}

describe.each([
  { host: 'express', statuses: [400, 404, 429, 500, 502, 503] },
  { host: 'fastify', statuses: [404, 500] },
  { host: 'hapi', statuses: [404, 500] },
])('the pages of examples/$host, exported', ({ host, statuses }) => {
  let pages: ErrorPages;
  let notes: readonly unknown[];
  beforeAll(async () => {
    ({ pages, notes } = await exportPages(place(`../../examples/${host}/server.js`), { statuses, inline: true }));
  }, 60_000);
  const html = () => pages.pages.filter(({ format }) => format === 'html');

  it('miss nothing', () => {
    expect(notes).toEqual([]);
    expect(html()).toHaveLength(statuses.length);
  });

  it('load with the network off, with 0 requests and 0 violations of their policy, and without a barrier', async () => {
    for (const one of html()) {
      const opened = await open({ html: pageWith(one, ID), policy: one.policy });
      await expectAlone(opened);
      expect(await opened.page.locator('main').textContent(), fileNameOf(one, pages)).toContain(ID);
      expect(await opened.page.evaluate('getComputedStyle(document.body).backgroundColor')).not.toBe('rgba(0, 0, 0, 0)');
      await opened.page.context().close();
    }
  }, 120_000);

  it('load without their reference, too', async () => {
    for (const one of html()) {
      const plain = withoutReference(one, (note) => expect.fail(note));
      expect(plain.parts).toHaveLength(1);
      const opened = await open({ html: pageWith(plain, ''), policy: plain.policy });
      await expectAlone(opened);
      expect(await opened.page.locator('main').textContent()).not.toMatch(/reference|mention/i);
      await opened.page.context().close();
    }
  }, 120_000);
});

/** A page with all that a view may load, in the way that apps write it. */
const PAGE = `<!doctype html>\r
<html lang="en"><head><meta charset="utf-8"><title>Bad Gateway</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="preload" as="font" href="/fonts/icons.ttf" crossorigin>
<link rel="manifest" href="/site.webmanifest">
<link rel="stylesheet" href="/css/site.css">
<link rel="stylesheet" href="/css/print.css" media="print" onload="document.body.dataset.print = 'loaded'">
<style>\r\nh1 { background-image: url(/logo.png) }\r\n</style>
<script src="/js/early.js"></script><script defer src="/js/late.js"></script>
<script type="module">\r\ndocument.documentElement.dataset.module = 'ran';\r\n</script>
<script type="application/json" id="data">{"a":1}</script>
</head><body style="color: rgb(1, 2, 3)"><main><h1>Bad Gateway</h1>
<img src="/logo.png" srcset="/logo.png 1x, /logo@2x.png 2x" alt="Shop" width="20" height="20">
<picture><source srcset="/logo.png" type="image/png"><img src="/missing.png" alt="A ship" id="ship"></picture>
<video poster="/logo.png" src="/film.mp4" title="A film"></video><object data="/map.svg" type="image/svg+xml">A map</object>
<svg width="10" height="10" aria-hidden="true"><image href="/logo.png" width="10" height="10"/><rect fill="url(#none)" width="1" height="1"/></svg>
<p>Reference: <code>REF-1</code></p>
<button type="button" id="again" onclick="this.dataset.clicked = 'yes'">Try again</button>
<a href="javascript:document.body.dataset.link = 'ran'; void 0" id="link">Go back</a>
<iframe title="Frame" srcdoc="<style>p{color:rgb(4, 5, 6)}</style><p>inside</p><img alt='' src='/logo.png'>"></iframe>
<noscript><img src="/logo.png" alt="" id="plain"></noscript></main></body></html>`;

describe('a page with style sheets, scripts, pictures and a font', () => {
  const fonts = fileURLToPath(new URL('../../node_modules/playwright-core/lib/vite/recorder/assets/', import.meta.url));
  const font = readFileSync(fonts + (readdirSync(fonts).find((name) => name.endsWith('.ttf')) as string));
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const files: Readonly<Record<string, readonly [string, string | Buffer]>> = {
    '/css/site.css': [
      'text/css',
      '@charset "utf-8";@import "parts/colours.css" screen;@font-face{font-family:Icons;src:url(../fonts/icons.ttf)}main{font-family:Icons,sans-serif}',
    ],
    '/css/parts/colours.css': ['text/css', 'body{background:rgb(250, 250, 250) url("../../logo.png")}code{color:rgb(7, 8, 9)}'],
    '/css/print.css': ['text/css', 'a{color:black}'],
    '/js/early.js': ['text/javascript', 'document.documentElement.dataset.early = document.body === null ? "before </script> the body" : "late";'],
    '/js/late.js': ['application/javascript', 'document.body.dataset.late = document.querySelector("noscript") ? "after the body" : "too early";'],
    '/fonts/icons.ttf': ['font/ttf', font],
    '/logo.png': ['image/png', png],
    '/logo@2x.png': ['image/png', png],
  };
  const fetchAsset = async (path: string) => {
    const file = files[path];
    return file && { type: file[0], body: Buffer.from(file[1]) };
  };
  const prepare = () => prepareHtml(PAGE, { root: '/nowhere', inline: true, fetchAsset, reference: 'REF-1' });

  it('works alone: its styles apply, its scripts run, its pictures and its font are there', async () => {
    const { html, policy, notes } = await prepare();
    expect(notes).toHaveLength(5);
    const opened = await open({ html: html.replace('REF-1', ID), policy });
    await expectAlone(opened);
    const { page } = opened;
    await page.click('#again');
    await page.click('#link');
    // A link of this kind runs in a task of its own.
    await expect.poll(() => page.evaluate('document.body.dataset.link')).toBe('ran');
    expect(await page.evaluate('document.fonts.ready.then(() => [...document.fonts].map(({ status }) => status))')).toEqual(['loaded']);
    expect(await page.evaluate('({ ...document.documentElement.dataset, ...document.body.dataset, ...document.querySelector("#again").dataset })')).toEqual({
      module: 'ran',
      early: 'before </script> the body',
      late: 'after the body',
      print: 'loaded',
      clicked: 'yes',
      link: 'ran',
    });
    const styles =
      'getComputedStyle(document.body).backgroundImage.slice(0, 20) + getComputedStyle(document.body).color + getComputedStyle(document.querySelector("code")).color';
    expect(await page.evaluate(styles)).toBe('url("data:image/png;rgb(1, 2, 3)rgb(7, 8, 9)');
    expect(await page.evaluate('Promise.all([...document.images].map((image) => image.decode().then(() => "shown")))')).toEqual(['shown', 'shown']);
    const frame = page.frames()[1];
    expect(await frame?.evaluate('getComputedStyle(document.querySelector("p")).color + document.images[0].naturalWidth')).toBe('rgb(4, 5, 6)1');
    expect(opened.violations).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('has a policy under which a changed script and a changed style do nothing', async () => {
    const { html, policy } = await prepare();
    const opened = await open({ html: html.replace("dataset.module = 'ran'", "dataset.module = 'own'").replace('rgb(7, 8, 9)', 'rgb(7, 8, 8)'), policy });
    expect(await opened.page.evaluate('document.documentElement.dataset.module')).toBe(undefined);
    // The header and the <meta> refuse it, each with the same words.
    expect(new Set(opened.violations.filter((text) => /script-src/.test(text))).size).toBe(1);
    expect(await opened.page.evaluate('getComputedStyle(document.querySelector("code")).color')).not.toBe('rgb(7, 8, 8)');
    expect(opened.requests).toEqual([]);
    await opened.page.context().close();
  }, 60_000);

  it('works in a browser without scripts', async () => {
    const { html, policy } = await prepare();
    const opened = await open({ html, policy }, { javaScriptEnabled: false });
    expect(opened.requests).toEqual([]);
    expect(opened.violations.filter((text) => !/script/i.test(text))).toEqual([]);
    await opened.page.context().close();
  }, 60_000);

  it('works as a file that has no header', async () => {
    const { html } = await prepare();
    const opened = await open({ html, policy: undefined });
    await expectAlone(opened);
    await opened.page.context().close();
  }, 60_000);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../src/drill/model/drill-report.ts';
import { htmlOutput } from '../../src/drill/output/html/report-page.ts';
import { hostileReport } from '../drill/output/hostile-report.ts';
import { everyAnswer, exercise, finding, played, report, shopReport } from '../drill/output/sample-report.ts';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';

const chromium = useChromium();
/** Each request that reached the server of the report. */
const requests: string[] = [];
let server: Server;
let origin: string;
let html = '';

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requests.push(url);
    response.setHeader('content-type', 'text/html; charset=utf-8').end(url === '/report.html' ? html : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Opens the report. Without a colour scheme, each frame has the one that the report gives it, because Playwright would set that of each frame. */
async function open(one: DrillReport, { colorScheme = null, ...options }: Parameters<ReturnType<typeof chromium>['newContext']>[0] = {}): Promise<Page> {
  html = htmlOutput(one);
  requests.length = 0;
  const context = await chromium().newContext({ colorScheme, ...options });
  const page = await context.newPage();
  await page.goto(`${origin}/report.html`);
  return page;
}

/** Scrolls to each frame, so that the lazy ones are loaded. */
async function loadFrames(page: Page): Promise<void> {
  for (const frame of await page.locator('article iframe').all()) await frame.scrollIntoViewIfNeeded();
  await expect.poll(() => page.frames().length).toBeGreaterThan(1);
  await page.waitForTimeout(500);
}

const REPORTS = [
  ['findings', shopReport],
  ['hostile text', hostileReport],
  ['nothing found', () => report(everyAnswer(), [])],
] as const;

describe.each(REPORTS)('the report of a drill with %s', (_, make) => {
  it.each(['light', 'dark'] as const)('has no axe violation in %s colours', async (colorScheme) => {
    const page = await open(make(), { colorScheme });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run(document, { iframes: false })');
    expect(summaryOf(violations)).toEqual([]);
    await page.context().close();
  });

  it('has no horizontal scroll on a screen of 320 px', async () => {
    const page = await open(make(), { viewport: { width: 320, height: 800 } });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});

describe('an answer in the report of a drill', () => {
  it('has the colours for light in one frame and for dark in the other', async () => {
    const page = await open(report([played(exercise(1, 'serverError'))], [finding()]));
    await loadFrames(page);
    const colours = await Promise.all(
      page
        .frames()
        .slice(1, 3)
        .map((frame) => frame.evaluate<string>('getComputedStyle(document.body).backgroundColor')),
    );
    expect(colours).toEqual(['rgb(253, 248, 241)', 'rgb(28, 24, 19)']);
    await page.context().close();
  });

  it('runs no script, and requests nothing', async () => {
    let connections = 0;
    const other = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.end();
    }).on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const outside = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const attacks = [
      '<script>parent.hacked=1;top.hacked=1</script>',
      `<img src="${outside}/img" srcset="${outside}/srcset 2x" onerror="parent.hacked=1">`,
      `<link rel="stylesheet" href="${outside}/css"><link rel="preload" as="image" href="${outside}/preload"><link rel="prefetch" href="${outside}/prefetch">`,
      `<link rel="pre&#99;onnect" href="${outside}"><link rel="icon" href="${outside}/icon">`,
      `<style>@import "${outside}/import";body{background:url(${outside}/background)}@font-face{font-family:x;src:url(${outside}/font)}p{font-family:x}</style><p>x`,
      `<iframe src="${outside}/frame"></iframe><object data="${outside}/object"></object><embed src="${outside}/embed"><video src="${outside}/video" poster="${outside}/poster">`,
      `<meta http-equiv="refresh" content="0;url=${outside}/refresh"><base href="${outside}/base/"><img src="relative">`,
      `<svg><image href="${outside}/svg"/><script>parent.hacked=1</script></svg><form action="${outside}/form"><button>Send</button></form>`,
      `<a id="go" href="${outside}/link" ping="${outside}/ping">go</a><a id="top" target="_top" href="${outside}/top">top</a>`,
    ];
    const body = `<!doctype html><title>x</title>${attacks.toReversed().join('\n')}`;
    // Another server than that of the report: Chromium opens no second connection to a server that it is connected to.
    const page = await open(report([played(exercise(1, 'serverError'), { body })], [finding()]));
    await loadFrames(page);
    expect(connections).toBe(0);
    // A click on a link may open a connection. The policy stops the request.
    const frame = page.frames()[1];
    for (const selector of ['button', '#go', '#top'])
      await frame
        ?.locator(selector)
        .click({ timeout: 2_000 })
        .catch(() => undefined);
    await page.waitForTimeout(500);
    expect(requests.filter((url) => url !== '/report.html' && url !== '/favicon.ico')).toEqual([]);
    other.close();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(page.url()).toBe(`${origin}/report.html`);
    await page.context().close();
  });
});

describe('the filter of the report', () => {
  it('shows the findings of a response, a code and a client, and says how many', async () => {
    const page = await open(shopReport());
    const shown = (): Promise<readonly string[]> => page.locator('article:visible code:first-of-type').allTextContents();
    await page.locator('select[name=responses]').selectOption('serverError');
    await page.locator('select[name=clients]').selectOption('turbo');
    expect(await page.locator('article:visible').count()).toBe(1);
    expect(await shown()).toContain('accessibility');
    expect(await page.getByRole('status').textContent()).toBe('1 of 4 findings shown');
    expect(await page.locator('section.group:visible').count()).toBe(1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('article:visible').count()).toBe(4);
    await page.context().close();
  });

  it('does not hide a finding that a link of the summary opens', async () => {
    const page = await open(shopReport());
    await page.locator('select[name=code]').selectOption('leak');
    await page.locator('table.summary a', { hasText: 'serverError for turbo' }).click();
    await expect.poll(() => page.locator('article:target').isVisible(), { timeout: 10_000 }).toBe(true);
    await page.context().close();
  });

  it('is not there without scripts, and all findings are', async () => {
    const page = await open(shopReport(), { javaScriptEnabled: false });
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await page.locator('article:visible').count()).toBe(4);
    await page.context().close();
  });

  it('can be reached and used with the keyboard alone', async () => {
    const page = await open(shopReport());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('responses');
    await page.context().close();
  });
});

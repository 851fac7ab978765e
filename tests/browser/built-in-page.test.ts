import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';

const chromium = useChromium();

describe.each([
  { mode: 'development', env: {} },
  { mode: 'production', env: { NODE_ENV: 'production' } },
])('the built-in page in $mode', ({ mode, env }) => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour(env);
  });
  afterAll(() => harbour?.stop());

  it('applies its style under its own policy, and requests nothing else', async () => {
    const page = await chromium().newPage({ viewport: { width: 1000, height: 700 } });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (request.url().startsWith('http')) requests.push(new URL(request.url()).pathname);
    });
    const response = await page.goto(`${harbour.url}/berths/P1`);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    // In development the page of production is in a frame of the development page, whose policy allows its style.
    const builtIn = mode === 'production' ? page.mainFrame() : page.frames()[1];
    expect(await builtIn?.evaluate('getComputedStyle(document.querySelector("main")).borderTopStyle')).toBe('solid');
    expect(await builtIn?.evaluate('document.querySelector("main").getBoundingClientRect().width')).toBeLessThan(1000);
    expect(requests).toEqual(['/berths/P1']);
    // Chromium logs every 4xx in its console. Anything else is a violation of the policy.
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource: the server responded with a status of 403'))).toEqual([]);
    await page.close();
  });

  it('runs no script, whatever gets into it', async () => {
    const page = await chromium().newPage();
    await page.goto(`${harbour.url}/berths/P1`);
    await page.evaluate('document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }))');
    expect(await page.evaluate('window.ran')).toBe(undefined);
    await page.close();
  });

  it('has other colours in dark mode', async () => {
    const backgrounds = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await chromium().newPage({ colorScheme });
        await page.goto(`${harbour.url}/berths/P1`);
        const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        await page.close();
        return background;
      }),
    );
    expect(new Set(backgrounds).size).toBe(2);
  });

  it(`${mode === 'production' ? 'keeps' : 'shows the developer'} what is behind an error`, async () => {
    const page = await chromium().newPage();
    await page.goto(`${harbour.url}/calls/badGateway`);
    const text = await page.locator('main').textContent();
    if (mode === 'production') expect(text).not.toMatch(/Weather|calls\.js/);
    else expect(text).toMatch(/Weather: unexpected token <[\s\S]+calls\.js/);
    expect(text).toMatch(/reference:? [0-9A-Z]{4}-[0-9A-Z]{4}/i);
    await page.close();
  });
});

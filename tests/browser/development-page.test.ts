import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';

const { CASES } = (await import(new URL('../../scripts/gallery/cases.mjs', import.meta.url).href)) as {
  CASES: readonly { readonly name: string; readonly path?: string }[];
};
const chromium = useChromium();
let gallery: ChildProcess;
let url: string;

beforeAll(async () => {
  const script = fileURLToPath(new URL('../../scripts/gallery.mjs', import.meta.url));
  gallery = spawn(process.execPath, [script, '--port', '0'], { env: { ...process.env, HALYARD_EDITOR: 'vscode' }, stdio: ['ignore', 'pipe', 'inherit'] });
  url = await new Promise((resolve, reject) => {
    gallery.stdout?.on('data', (text: Buffer) => {
      const address = /http:\S+/.exec(String(text))?.[0];
      if (address !== undefined) resolve(address);
    });
    gallery.once('exit', (code) => reject(new Error(`the gallery ended with code ${code}`)));
  });
});
afterAll(async () => {
  gallery.kill();
  await once(gallery, 'exit');
});

/** Opens the page of a case, in a context of its own. */
async function open(name: string, options: Parameters<ReturnType<typeof chromium>['newContext']>[0] = {}): Promise<Page> {
  const context = await chromium().newContext(options);
  const page = await context.newPage();
  const path = CASES.find((one) => one.name === name)?.path;
  await page.goto(`${url}${path ?? `/${name}`}`);
  return page;
}

describe.each(CASES.map(({ name }) => name))('the development page of the case %s', (name) => {
  it.each(['light', 'dark'] as const)(
    'has no axe violation in %s colours',
    async (colorScheme) => {
      const page = await open(name, { colorScheme });
      // Folded parts have contrast too.
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
      await page.evaluate(axe);
      const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run(document, { iframes: false })');
      expect(summaryOf(violations)).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('has no horizontal scroll on a screen of 320 px', async () => {
    const page = await open(name, { viewport: { width: 320, height: 800 } });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});

describe('the development page', () => {
  it('applies its style and its script under its own policy, and requests nothing else', async () => {
    const page = await (await chromium().newContext()).newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => requests.push(request.url()));
    const response = await page.goto(`${url}/error`);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'; script-src 'sha256-");
    await expect.poll(() => page.getByRole('tab').count()).toBe(5);
    expect(await page.evaluate('getComputedStyle(document.querySelector("main")).display')).toBe('grid');
    expect(requests.filter((one) => !one.startsWith('data:') && one !== 'about:srcdoc')).toEqual([`${url}/error`]);
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource: the server responded with a status of 500'))).toEqual([]);
    await page.context().close();
  });

  it('runs no other script, whatever gets into it', async () => {
    const page = await open('error');
    await page.evaluate('document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }))');
    expect(await page.evaluate('window.ran')).toBe(undefined);
    await page.context().close();
  });

  it('shows the page of production in a frame, with its own style', async () => {
    const page = await open('error');
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Internal Server Error' }).waitFor();
    expect(await page.frames()[1]?.evaluate('getComputedStyle(document.querySelector("main")).borderTopStyle')).toBe('solid');
    await page.context().close();
  });

  it('has tabs for the keyboard', async () => {
    const page = await open('error');
    await page.getByRole('tab', { name: 'Page' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Problem document');
    expect(await page.getByRole('tabpanel').textContent()).toContain('"status":500');
    await page.keyboard.press('End');
    expect(await page.getByRole('tabpanel').textContent()).toContain('Logged as error');
    await page.context().close();
  });

  it.each(['Copy for an agent', 'Copy as curl', 'Copy'])('has the button %j, which copies', async (name) => {
    const page = await open('error', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    const expected = { 'Copy for an agent': /^# .*500/, 'Copy as curl': /^curl -i -g 'http:|^curl -i -g http:/, Copy: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ }[
      name
    ] as RegExp;
    expect(copied).toMatch(expected);
    await page.context().close();
  });

  it('copies without a clipboard of its own, as on a plain http address', async () => {
    const page = await open('error', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await page.context().close();
  });

  it('is whole without JavaScript: no dead button, each answer of production, both texts to copy', async () => {
    const page = await open('error', { javaScriptEnabled: false });
    expect(await page.getByRole('button').count()).toBe(0);
    for (const name of ['Page', 'Problem document', 'Markdown', 'Text', 'Log record'])
      expect(await page.getByRole('heading', { name, exact: true }).isVisible()).toBe(true);
    await page.getByText('This request as a command for curl').click();
    expect(await page.getByRole('group', { name: 'The request for curl' }).isVisible()).toBe(true);
    await page.context().close();
  });

  it('begins with a link that skips to the stack, and every focus is visible', async () => {
    const page = await open('error');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the stack');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().left')).toBeGreaterThanOrEqual(0);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#stack');
    await page.context().close();
  });

  it('has the issues of a validation as a table, and masks the query', async () => {
    const page = await open('validation');
    expect(await page.getByRole('row', { name: /#\/seats/ }).textContent()).toContain('too_big');
    expect(await page.locator('main').textContent()).not.toContain('4eC39HqLyjWDarjtT1zdp7dc');
    await page.context().close();
  });

  it('has what was typed into a form without the password, and the way back', async () => {
    const page = await (await chromium().newContext()).newPage();
    await page.goto(`${url}/form`);
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('Password').fill('hunter2');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'What you typed' }).waitFor();
    expect(await page.locator('main').textContent()).not.toContain('hunter2');
    await page.getByRole('link', { name: 'Go back to the form' }).click();
    expect(new URL(page.url()).pathname).toBe('/form');
    await page.context().close();
  });
});

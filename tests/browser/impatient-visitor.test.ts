import { describe, expect, it } from 'vitest';
import { useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { errorsOn, messagesOn, STORES, send, useFlashApps } from './flash-app.ts';

const openTab = useTabs(useChromium());
const openApp = useFlashApps();

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(STORES)('a flash in %s', (store) => {
  /** An app whose error page is slow, so that the form can be sent again while it loads. */
  const openSlowApp = (): ReturnType<typeof openApp> => {
    let slow = 1;
    return openApp(store, (app) => {
      app.get('/signup', async (req, _res, next) => {
        if (req.headers.cookie?.includes('halyard.') === true && slow-- > 0) await later(1_500);
        next();
      });
    });
  };

  it('is replaced by the result of a second submit while the error page loads', async () => {
    const { url } = await openSlowApp();
    const page = await openTab();
    await page.goto(`${url}/signup`);
    await send(page, 'bad Petrel');
    await later(500);
    await send(page, 'bad Curlew');
    await page.waitForURL('**/signup');
    await page.waitForFunction("document.title.startsWith('Error')");
    expect(await errorsOn(page)).toEqual(['bad Curlew is taken']);
    await page.reload();
    expect(await errorsOn(page)).toEqual([]);
  });

  it('is cleared by a second submit that succeeds', async () => {
    const { url } = await openSlowApp();
    const page = await openTab();
    await page.goto(`${url}/signup`);
    await send(page, 'bad Petrel');
    await later(500);
    await send(page, 'Curlew');
    await page.waitForURL('**/welcome');
    expect(await messagesOn(page)).toEqual(['Welcome, Curlew']);
    await page.goto(`${url}/signup`);
    expect(await errorsOn(page)).toEqual([]);
    expect((await page.context().cookies()).filter(({ name }) => name.includes('halyard'))).toEqual([]);
  });

  it('shows each message once after a double click', async () => {
    const { url } = await openApp(store);
    const page = await openTab();
    await page.goto(`${url}/signup`);
    await page.getByLabel('Name').fill('Curlew');
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await page.waitForURL('**/welcome');
    expect(await messagesOn(page)).toEqual(['Welcome, Curlew']);
    await page.reload();
    expect(await messagesOn(page)).toEqual([]);
  });

  it('stays with its tab if the same form fails in five tabs', async () => {
    const { url } = await openApp(store);
    const first = await openTab();
    const tabs = [first, ...(await Promise.all(Array.from({ length: 4 }, () => first.context().newPage())))];
    for (const tab of tabs) await tab.goto(`${url}/signup`);
    for (const [index, tab] of tabs.entries()) await tab.getByLabel('Name').fill(`bad boat ${index}`);
    for (const tab of tabs) await tab.getByRole('button', { name: 'Send' }).click();
    for (const tab of tabs) await tab.waitForFunction("document.title.startsWith('Error')");
    for (const [index, tab] of tabs.entries()) expect(await errorsOn(tab)).toEqual([`bad boat ${index} is taken`]);
    expect((await first.context().cookies()).filter(({ name }) => name.includes('halyard'))).toEqual([]);
  });

  it('is shown for the form of a page that comes back from the cache of the Back button', async () => {
    const { url } = await openApp(store);
    const page = await openTab();
    await page.goto(`${url}/signup`);
    await send(page, 'Curlew');
    await page.waitForURL('**/welcome');
    await page.goBack();
    await send(page, 'bad Petrel');
    await page.waitForFunction("document.title.startsWith('Error')");
    expect(await errorsOn(page)).toEqual(['bad Petrel is taken']);
    expect(await messagesOn(page)).toEqual([]);
  });
});

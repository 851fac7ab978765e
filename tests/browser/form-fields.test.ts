import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summary, useTabs } from './booking-form.ts';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';
import { openFieldsApp } from './form-fields-app.ts';

const open = useTabs(useChromium());
let app: Awaited<ReturnType<typeof openFieldsApp>>;
beforeAll(async () => {
  app = await openFieldsApp();
});
afterAll(() => app?.stop());

async function fillIn(page: Page, note: string): Promise<void> {
  await page.goto(`${app.url}/account/profile`);
  await page.getByLabel('No', { exact: true }).check();
  await page.getByLabel('Saturday').uncheck();
  await page.getByLabel('Tag 1').fill('sea');
  await page.getByLabel('Tag 2').fill('sky');
  await page.getByLabel('Country').selectOption('SE');
  await page.getByLabel('Note').fill(note);
  await page.getByLabel('Password').fill('hunter2');
  await page.getByLabel('Photo').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await page.getByRole('button', { name: 'Save' }).click();
}

describe('a form with each kind of field, which posts to its own address in a router', () => {
  it('comes back with every value, and a cleared box stays cleared', async () => {
    const page = await open();
    await fillIn(page, 'Our basic membership costs too much');
    await summary(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/profile');
    expect(await page.getByLabel('No', { exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel('Saturday').isChecked()).toBe(false);
    expect(await page.getByLabel('Tag 1').inputValue()).toBe('sea');
    expect(await page.getByLabel('Tag 2').inputValue()).toBe('sky');
    expect(await page.getByLabel('Country').inputValue()).toBe('SE');
    expect(await page.getByLabel('Note').inputValue()).toBe('Our basic membership costs too much');
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    const asked = await page.locator('.ask-again').allTextContents();
    expect(asked).toEqual(['Please enter again: Password', 'Please choose your file again: Photo']);
  });

  it.each([
    ['Choose a day on which we are open.', 'days'],
    ['Use another second tag.', 'tags--1'],
    ['Choose a country that we send to.', 'country'],
    ['Password', 'password'],
    ['Photo', 'photo'],
  ])('has the link %j, which moves the focus to the field', async (name, id) => {
    const page = await open();
    await fillIn(page, 'Ahoy');
    await summary(page).waitFor();
    await page.getByRole('link', { name }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe(id);
  });

  it('has no axe violation, and the error of a group is read with the group', async () => {
    const page = await open();
    await fillIn(page, 'Ahoy');
    await summary(page).waitFor();
    if (process.env['SCREENSHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/form.png`, fullPage: true });
    const group = page.getByRole('group', { name: 'Which days?' });
    const ids = ((await group.getAttribute('aria-describedby')) as string).split(' ');
    expect(await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()))).toEqual([
      'Choose one at least.',
      'Error: Choose a day on which we are open.',
    ]);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    expect(summaryOf(violations)).toEqual([]);
  });

  it('names on an error page what is not kept, and never says that nothing is lost', async () => {
    const page = await open();
    await fillIn(page, 'fail');
    await page.getByRole('heading', { name: 'What you typed' }).waitFor();
    if (process.env['SCREENSHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/page.png`, fullPage: true });
    const text = await page.locator('main').textContent();
    expect(text).toContain('it looks like a secret: Password');
    expect(text).toContain('Please choose your file again: Photo');
    expect(text).not.toMatch(/hunter2|nothing is lost/i);
    await page.getByRole('link', { name: 'Go back to the form' }).click();
    expect(await page.getByLabel('Note').inputValue()).toBe('fail');
    expect(await page.getByLabel('Saturday').isChecked()).toBe(false);
    expect(await page.locator('.ask-again').count()).toBe(2);
  });
});

describe('a form with an id of its own', () => {
  it('is counted once if the visitor sends it twice', async () => {
    const page = await open();
    await page.goto(`${app.url}/order`);
    const button = page.getByRole('button', { name: 'Order' });
    // The first request is on its way when the visitor clicks once more.
    const first = page.request.post(`${app.url}/order`, { form: { _once: await page.locator('[name=_once]').inputValue() } });
    await button.click();
    await first;
    await expect.poll(() => app.posts()).toBe(2);
    await page.waitForLoadState('load');
    await page.waitForTimeout(300);
    expect(app.orders).toHaveLength(1);
    await page.goto(`${app.url}/order`);
    await button.click();
    await expect.poll(() => app.orders.length).toBe(2);
  });
});

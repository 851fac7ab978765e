import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORM, NOTE, sendBooking, summary, useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';

const open = useTabs(useChromium());

describe.each([
  { mode: 'development', env: {}, javaScriptEnabled: true },
  { mode: 'production, without JavaScript', env: { NODE_ENV: 'production', FLASH_SECRET: 'nobody-knows-how-deep-the-harbour-is' }, javaScriptEnabled: false },
])('a form of the harbour in $mode', ({ mode, env, javaScriptEnabled }) => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour(env);
  });
  afterAll(() => harbour?.stop());

  it('comes back with its errors and the typed text', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    const answers: number[] = [];
    page.on('response', (response) => response.request().isNavigationRequest() && answers.push(response.status()));
    await sendBooking(page, 'Curlew');
    await summary(page).waitFor();
    expect(answers).toEqual([303, 200]);
    expect(new URL(page.url()).pathname).toBe(FORM);
    expect(await summary(page).getByRole('link').allTextContents()).toEqual(['This berth takes boats of up to 12 metres.', 'Choose from 1 to 14 nights.']);
    expect(await page.getByLabel('Name of the boat').inputValue()).toBe('Curlew');
    expect(await page.getByLabel('Length in metres').inputValue()).toBe('99');
    expect(await page.getByLabel('Berth').inputValue()).toBe('B2');
    expect(await page.getByLabel('Nights').inputValue()).toBe('99');
    expect(await page.getByLabel('I need shore power').isChecked()).toBe(true);
    expect(await page.getByLabel('Anything we should know').inputValue()).toBe(NOTE);
  });

  it('puts the focus on the summary, whose links lead to the fields', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await sendBooking(page, '');
    await summary(page).waitFor();
    expect(await page.title()).toBe('Error: Book a berth – Kittiwake Harbour');
    // `autofocus` takes effect with the first frame, which may come after the element exists.
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('error-summary');
    await summary(page).getByRole('link', { name: 'Choose from 1 to 14 nights.' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('nights');
  });

  it('marks each invalid field for screen readers, with the error text of the summary', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await sendBooking(page, '');
    await summary(page).waitFor();
    for (const link of await summary(page).getByRole('link').all()) {
      const field = page.locator((await link.getAttribute('href')) as string);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const described = (await field.getAttribute('aria-describedby')) as string;
      const descriptions = await Promise.all(described.split(' ').map((id) => page.locator(`#${id}`).textContent()));
      expect(descriptions.at(-1)).toBe(`Error: ${await link.textContent()}`);
    }
    expect(await page.getByLabel('Length in metres').getAttribute('aria-describedby')).toBe('metres-hint metres-error');
    expect(await page.getByLabel('Anything we should know').getAttribute('aria-invalid')).toBe(null);
  });

  it('is clean when it is reloaded, and leaves no cookie', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await sendBooking(page, 'Curlew');
    await summary(page).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await page.reload();
    expect(await summary(page).count()).toBe(0);
    expect(await page.locator('[aria-invalid], .field-error').count()).toBe(0);
    expect(await page.title()).toBe('Book a berth – Kittiwake Harbour');
    expect(await page.locator('#boat').getAttribute('value')).toBeOneOf([null, '']);
  });

  it('shows once that it worked', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await page.getByLabel('Name of the boat').fill('Petrel');
    await page.getByLabel('Length in metres').fill('7.5');
    await page.getByLabel('Berth').selectOption('A3');
    await page.getByLabel('Nights').fill('2');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.locator('.flash').waitFor();
    expect(await page.locator('.flash').textContent()).toBe('Berth A3 is yours. We look forward to seeing the Petrel.');
    expect(await page.locator('h1').textContent()).toMatch(/^Booking \d+$/);
    await page.reload();
    expect(await page.locator('.flash').count()).toBe(0);
  });

  it('has its own errors beside another form, and never returns a password', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(`${harbour.url}${FORM}?berth=A2`);
    await page.getByLabel('Email address').fill('skipper');
    await page.getByLabel('Password').fill('tide');
    await page.getByRole('button', { name: 'Warn me' }).click();
    await summary(page).waitFor();
    // The form has no target, so it goes back to the page that contains it, with the query.
    expect(page.url()).toBe(`${harbour.url}${FORM}?berth=A2`);
    expect(await summary(page).count()).toBe(1);
    expect(await summary(page).getByRole('link').allTextContents()).toEqual([
      'Enter an address such as skipper@example.com.',
      'Choose a password of at least 8 letters.',
    ]);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Email address').inputValue()).toBe('skipper');
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.locator('form').first().locator('[aria-invalid], .field-error').count()).toBe(0);
    expect(await page.getByLabel('Berth').inputValue()).toBe('A2');
  });

  it('shows the typed text after a failure of the server, and the link back fills the form in', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await sendBooking(page, 'Curlew', 'Book, and meet a failure');
    // In development the app's own page does not hide the error.
    if (mode === 'development') await page.getByText('500 Internal Server Error', { exact: true }).waitFor();
    else await page.getByRole('heading', { name: 'A line has snapped on our side' }).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain('Curlew');
    expect(text).toContain('Is there a light at the pier head?');
    await page.locator(`main a[href="${FORM}"]`).click();
    await page.waitForURL(`**${FORM}`);
    expect(await page.getByLabel('Name of the boat').inputValue()).toBe('Curlew');
    expect(await page.getByLabel('Anything we should know').inputValue()).toBe(NOTE);
    expect(await summary(page).count()).toBe(0);
    await page.reload();
    expect(await page.locator('#boat').getAttribute('value')).toBeOneOf([null, '']);
  });

  it('shows the typed text and a link back when it is too large', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await page.getByLabel('Name of the boat').fill('Curlew');
    const long = 'All hands on deck. '.repeat(300).trim();
    await page.getByLabel('Anything we should know').fill(long);
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    // The heading of the development page is the error.
    if (mode === 'development') await page.getByText('413 Content Too Large', { exact: true }).waitFor();
    else await page.getByRole('heading', { name: 'Content Too Large' }).waitFor();
    expect(await page.locator('main').textContent()).toContain(long);
    await page.locator(`main a[href="${FORM}"]`).click();
    await page.waitForURL(`**${FORM}`);
    expect(await page.getByLabel('Name of the boat').inputValue()).toBe('Curlew');
  });

  it('shows no old text when the visitor goes back after it worked', async () => {
    const page = await open({ javaScriptEnabled });
    await page.goto(harbour.url + FORM);
    await sendBooking(page, 'Fulmar');
    await summary(page).waitFor();
    await page.getByLabel('Length in metres').fill('10');
    await page.getByLabel('Nights').fill('1');
    await page.getByLabel('Berth').selectOption('B3');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.locator('.flash').waitFor();
    await page.goBack();
    await page.waitForURL(`**${FORM}`);
    expect(await summary(page).count()).toBe(0);
    await page.goForward();
    await page.waitForURL('**/bookings/*');
    expect(await page.locator('.flash').count()).toBe(0);
  });
});

describe('a form of the harbour in production, without a secret', () => {
  it('is answered in place, with each error and the typed text, and sets no cookie', async () => {
    const harbour = await openHarbour({ NODE_ENV: 'production' });
    const page = await open({ javaScriptEnabled: false });
    await page.goto(harbour.url + FORM);
    const [response] = await Promise.all([page.waitForResponse(`${harbour.url}/bookings`), sendBooking(page, 'Curlew')]);
    await page.getByRole('heading', { name: 'Bad Request' }).waitFor();
    expect(response.status()).toBe(400);
    expect(await page.locator('main li').allTextContents()).toEqual([
      'metres: This berth takes boats of up to 12 metres.',
      'nights: Choose from 1 to 14 nights.',
    ]);
    expect(await page.locator('main').textContent()).toContain('Is there a light at the pier head?');
    expect(await page.locator(`main a[href="${FORM}"]`).count()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
    await harbour.stop();
  });
});

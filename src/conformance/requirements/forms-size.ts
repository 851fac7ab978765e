import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import { flashOn, ISSUES, isAnsweredInPlace, isRedirectedBack, refusalPath, showsNoFlash, TYPED } from './forms-expect.ts';

/** Returns a text that no compression makes shorter. */
function noise(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

/** Requirements for forms with much text. */
export const formsSize: readonly Requirement[] = [
  must(
    'cookie-size',
    'RFC 6265, 6.1',
    'A flash cookie has at most 4,096 bytes with name and attributes. A long text comes back whole, in several cookies of 6,000 bytes together.',
    async (target) => {
      const story = noise(2_900);
      const browser = new Browser(target);
      const reply = await browser.submit(refusalPath([ISSUES, '/contact']), { ...TYPED, story });
      isRedirectedBack(reply, '/contact');
      for (const line of reply.cookies) assert.ok(Buffer.byteLength(line) <= 4_096, `a cookie of ${Buffer.byteLength(line)} bytes`);
      assert.ok(Buffer.byteLength(reply.cookies.join('')) <= 6_000);
      assert.deepEqual(flashOn(await browser.open('/contact'))?.old['story'], [story]);
      assert.deepEqual(browser.jar.all(), []);
    },
  ),
  must(
    'cookie-size-in-place',
    'docs/flash-stores.md',
    'Nothing that was typed is lost: a form that does not fit is answered in place, with all errors and all text.',
    async (target) => {
      const browser = new Browser(target);
      const story = noise(20_000);
      const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`field${i}`, `text ${i};`]));
      const reply = await browser.submit(refusalPath([ISSUES, '/contact']), { ...many, story });
      isAnsweredInPlace(reply);
      for (const text of [story, ...Object.values(many)]) assert.ok(reply.body.includes(text), `the page does not have ${text.slice(0, 20)}`);
      showsNoFlash(await browser.open('/contact'));
    },
  ),
  must('cookie-size-many', 'docs/flash-stores.md', 'Eighty filled-in fields come back.', async (target) => {
    const browser = new Browser(target);
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`field${i}`, `text ${i}`]));
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), many), '/contact');
    const { old = {} } = flashOn(await browser.open('/contact')) ?? {};
    assert.deepEqual(Object.fromEntries(Object.entries(old).map(([name, [text]]) => [name, text])), many);
  }),
  must('cookie-size-proxied', 'docs/flash-stores.md', 'Behind a proxy, the cookies of an answer have at most 3,000 bytes together.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), { story: noise(2_900) }, { 'x-forwarded-for': '192.0.2.1' });
    assert.ok(Buffer.byteLength(reply.cookies.join('')) <= 3_000);
    if (reply.status !== 303) isAnsweredInPlace(reply);
  }),
  must(
    'cookie-size-beside-others',
    'docs/flash-stores.md',
    'The flash leaves room for the cookies of the app: behind a proxy, all together have at most 8,000 bytes.',
    async (target) => {
      const browser = new Browser(target);
      browser.jar.keep(
        ['theme', 'cart'].map((name) => `${name}=${noise(3_400)}; Path=/`),
        target.origin.hostname,
      );
      const reply = await browser.submit(refusalPath([ISSUES, '/contact']), { story: noise(1_000) }, { 'x-forwarded-for': '192.0.2.1' });
      if (reply.status !== 303) isAnsweredInPlace(reply);
      const field = browser.jar.field('/') ?? '';
      assert.ok(field.length <= 8_000, `a Cookie field of ${field.length} bytes`);
    },
  ),
];

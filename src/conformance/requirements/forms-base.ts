import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { CookieJar } from '../cookie-jar.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { flashOn, ISSUES, isRedirectedBack, refusalPath, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

const WHERE = 'docs/options.md';
/** A browser behind a proxy that removes `/app`. Its addresses have the prefix, and the addresses of the app do not. */
const behindProxy = (target: Target, base = '/app', jar = new CookieJar()): Browser => new Browser(target, jar, base);

/** Values that no proxy sends: they would lead to another host, out of the base, or into another header field. */
const HOSTILE = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'evil.example',
  'app',
  '/a/../..',
  '/a/..',
  '/./a',
  '/app, /evil',
  '/app;/evil',
  '/app?x=',
  '/app#x',
  '/%2e%2e/a',
  '/a b',
  '/a"><script>',
  '/app//evil',
  '/@evil.example',
  `/${'a'.repeat(2_000)}`,
];

/** Requirements for an app behind a proxy that removes the beginning of each path. */
export const formsBase: readonly Requirement[] = [
  must('base-redirect', WHERE, 'A form goes back to the page that the browser knows, and the page shows the errors once.', async (target) => {
    const browser = behindProxy(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/app/contact');
    showsError(await browser.open('/contact'));
    showsNoFlash(await browser.open('/contact'));
  }),
  must('base-given', WHERE, 'An address that has the base already is left as it is.', async (target) => {
    const browser = behindProxy(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/app/contact?step=2']), TYPED), '/app/contact?step=2');
    showsError(await browser.open('/contact?step=2'));
  }),
  must('base-whole-segment', WHERE, 'A path that only begins with the same letters does not have the base.', async (target) => {
    isRedirectedBack(await behindProxy(target).submit(refusalPath([ISSUES, '/apples']), TYPED), '/app/apples');
  }),
  must('base-referer', WHERE, 'Without a target, a form goes back to its page by the Referer, which has the base.', async (target) => {
    const browser = behindProxy(target);
    const referer = `${target.origin.origin}/app/contact`;
    isRedirectedBack(await browser.submit(refusalPath([ISSUES], {}, '/send'), TYPED, { referer }), '/app/contact');
    showsError(await browser.open('/contact'));
  }),
  must('base-message', WHERE, 'A message finds the page that a redirect leads to.', async (target) => {
    const browser = behindProxy(target);
    assert.equal((await browser.submit('/message', {})).status, 303);
    assert.deepEqual(flashOn(await browser.open('/contact'))?.messages['success'], ['Your letter is on its way']);
    showsNoFlash(await browser.open('/contact'));
  }),
  must(
    'base-cookie',
    WHERE,
    'The cookie of a flash is for the base, and a page elsewhere on the host does not get it. On https the browser demands `/`.',
    async (target) => {
      const { cookies } = await behindProxy(target).submit(refusalPath([ISSUES, '/contact']), TYPED);
      const [cookie = ''] = cookies.filter((line) => line.includes('halyard.'));
      assert.match(cookie, cookie.startsWith('__Host-') ? /; Path=\/;/ : /; Path=\/app;/);
    },
  ),
  must('base-neighbour', WHERE, 'Another app of the same host neither shows nor deletes the flash.', async (target) => {
    const browser = behindProxy(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/app/contact');
    // The cookies of https have the path `/`, so the neighbour gets them.
    const everywhere = browser.jar.copy(() => ({ path: '/' }));
    showsNoFlash(await behindProxy(target, '/shop', everywhere).open('/contact'));
    showsError(await behindProxy(target, '/app', everywhere).open('/contact'));
  }),
  must('base-home', WHERE, 'The built-in page leads to the start page of the app.', async (target) => {
    const { body } = await behindProxy(target).open('/respond?response=paymentRequired&args=%5B%5D');
    assert.match(body, /<a href="\/app\/">Go to the start page<\/a>/);
  }),
  must('base-trailing-slash', WHERE, 'A prefix may end with a slash.', async (target) => {
    const headers = { 'x-forwarded-prefix': '/app/' };
    isRedirectedBack(await behindProxy(target).submit(refusalPath([ISSUES, '/contact']), TYPED, headers), '/app/contact');
  }),
  ...HOSTILE.map((value, index) =>
    must(
      `base-hostile-${index + 1}`,
      WHERE,
      `The prefix ${JSON.stringify(value.slice(0, 20))} is no base, and does not come into an address.`,
      async (target) => {
        const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), TYPED, { 'x-forwarded-prefix': value });
        isRedirectedBack(reply, '/contact');
        for (const cookie of reply.cookies) assert.doesNotMatch(cookie, /evil/);
      },
    ),
  ),
];

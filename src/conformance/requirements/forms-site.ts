import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { cookieOf } from '../cookie-jar.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { BROWSER } from './expect.ts';
import {
  flashOn,
  hasWayBack,
  ISSUES,
  isAnsweredInPlace,
  isRedirectedBack,
  leavesNoFlash,
  refusalPath,
  showsError,
  showsNoFlash,
  TYPED,
} from './forms-expect.ts';
import { formsNoReferrer } from './forms-no-referrer.ts';

type Fields = Readonly<Record<string, string>>;

/** Header fields of a browser without Fetch Metadata: an old one, or any over plain http. */
const PLAIN: Fields = { 'sec-fetch-site': '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-user': '' };

/** Requests that do not prove that a page of this origin made them, as browsers send them. */
const UNPROVED: readonly (readonly [id: string, what: string, fields: (target: Target) => Fields])[] = [
  ['null-origin', '`Origin: null` over plain HTTP', () => ({ ...PLAIN, origin: 'null' })],
  ['null-origin-referer', '`Origin: null` and a Referer of this origin', ({ origin }) => ({ ...PLAIN, origin: 'null', referer: `${origin.origin}/contact` })],
  ['nothing', 'neither Fetch Metadata nor Origin nor Referer', () => ({ ...PLAIN, origin: '' })],
  ['empty-referer', 'an empty Referer alone', () => ({ ...PLAIN, origin: '', referer: ' ' })],
  ['other-port', 'the Origin of another port', ({ origin }) => ({ ...PLAIN, origin: `http://${origin.hostname}:1` })],
  ['longer-host', 'an Origin that begins with this host', ({ origin }) => ({ ...PLAIN, origin: `http://${origin.hostname}.e.com` })],
  ['userinfo', 'an Origin that has this host before an `@`', ({ origin }) => ({ ...PLAIN, origin: `http://${origin.host}@e.com` })],
  ['sibling', 'the Origin of a sibling domain', () => ({ 'sec-fetch-site': 'same-site', origin: 'https://shop.harbour.example' })],
  ['cross-site', 'the Origin of another site', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://e.com' })],
  ['cross-site-null', 'Fetch Metadata of another site and `Origin: null`', () => ({ 'sec-fetch-site': 'cross-site', origin: 'null' })],
  ['metadata-first', 'Fetch Metadata of another site and an Origin of this site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['referer-only', 'a Referer of another site alone', () => ({ ...PLAIN, origin: '', referer: 'https://e.com/contact' })],
];

/** Requests that prove that a page of this origin made them. */
const PROVED: readonly (readonly [id: string, what: string, fields: (target: Target) => Fields])[] = [
  ['metadata', 'Fetch Metadata alone', () => ({ origin: '' })],
  ['metadata-null', 'Fetch Metadata and `Origin: null`', () => ({ origin: 'null' })],
  ['typed-address', '`Sec-Fetch-Site: none`', () => ({ 'sec-fetch-site': 'none', origin: '' })],
  ['origin', 'an Origin of this site alone', () => PLAIN],
  ['referer', 'a Referer of this site alone', ({ origin }) => ({ ...PLAIN, origin: '', referer: `${origin.origin}/contact` })],
  ['tls-proxy', 'an https Origin of this site behind a TLS proxy', ({ origin }) => ({ ...PLAIN, origin: `https://${origin.host}` })],
];

/** Addresses of forms that end in different failures. */
const POSTS: readonly string[] = [
  refusalPath([ISSUES, '/contact']),
  refusalPath([ISSUES, '/contact'], { response: 'unprocessableContent' }),
  refusalPath(['Your visit has ended', { resend: true }], { response: 'forbidden' }),
  refusalPath([], { throw: 'csrf' }),
  refusalPath([], { response: 'contentTooLarge' }),
  refusalPath([], { response: 'serviceUnavailable' }),
  refusalPath([], { throw: 'error' }),
];

/** Requirements for forms from this origin and from other sites. */
export const formsSite: readonly Requirement[] = [
  ...UNPROVED.map(([id, what, fields]) =>
    must(
      `site-${id}`,
      'docs/security.md; W3C Fetch Metadata, 2',
      `A form with ${what} leaves no flash. The page repeats none of its fields and offers a way back.`,
      async (target) => {
        const browser = new Browser(target);
        isAnsweredInPlace(await browser.submit(POSTS[0] as string, TYPED, fields(target)));
        for (const path of POSTS) {
          const reply = await browser.submit(path, TYPED, fields(target));
          assert.ok(reply.status >= 400, `${path} has status ${reply.status}`);
          leavesNoFlash(reply);
          // The report in development shows the request to the developer. No other page shows what was submitted.
          const isReport = target.environment === 'development' && reply.body.includes('>For the developer</h2>');
          assert.ok(isReport || !(reply.body.includes('A long story') || reply.body.includes('nowhere')), 'the page shows the submitted text');
          hasWayBack(reply.body);
        }
        const redirect = await browser.submit('/message', TYPED, fields(target));
        assert.equal(redirect.status, 303);
        assert.deepEqual(redirect.cookies, []);
        showsNoFlash(await browser.open('/contact'));
      },
    ),
  ),
  ...PROVED.map(([id, what, fields]) =>
    must(`site-proved-${id}`, 'docs/forms.md', `A form with ${what} is redirected to its page and may leave messages for it.`, async (target) => {
      const browser = new Browser(target);
      const reply = await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, fields(target));
      isRedirectedBack(reply, '/contact');
      assert.equal(reply.cookies.length, 1);
      const redirect = await browser.submit('/message', TYPED, fields(target));
      // The success may delete the flash of the earlier result.
      assert.equal(redirect.cookies.map(cookieOf).filter((cookie) => cookie !== undefined && cookie.expires > Date.now()).length, 1);
    }),
  ),
  must('site-flood', 'docs/security.md', "Forty posts from another site's page set no cookie, and every page still works.", async (target) => {
    const browser = new Browser(target);
    for (let i = 0; i < 40; i++) {
      const reply = await browser.submit(refusalPath([ISSUES, `/contact?i=${i}`]), TYPED, { 'sec-fetch-site': 'cross-site', origin: 'https://e.com' });
      assert.equal(reply.status, 400);
    }
    assert.deepEqual(browser.jar.all(), []);
    const page = await browser.open('/contact');
    assert.equal(page.status, 200);
    showsNoFlash(page);
  }),
  must(
    'cookie-flood',
    'docs/security.md',
    'The next responses remove planted flash cookies until at most eight are left. No response head becomes too large.',
    async (target) => {
      for (const path of ['/contact', '/news']) {
        const own = new Browser(target);
        isRedirectedBack(await own.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
        const [{ name = '' } = {}] = own.jar.all();
        const planted = Array.from({ length: 60 }, (_, i) => `${name.slice(0, -2)}${i + 10}=forged; Path=/`);
        const browser = new Browser(target);
        browser.jar.keep(planted, target.origin.hostname);
        for (let i = 0; i < 4; i++) {
          const page = await browser.open(path);
          assert.equal(page.status, 200);
          assert.ok(page.head.length < 4_096, `the head has ${page.head.length} bytes`);
        }
        assert.ok(browser.jar.all().length <= 8, `${browser.jar.all().length} of them are left`);
        isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
        showsError(await browser.open('/contact'));
      }
    },
  ),
  must('site-link', 'docs/forms.md', "A visitor who followed a link from another site sees the app's message on the next page.", async (target) => {
    const browser = new Browser(target);
    const reply = await browser.open('/message', { 'sec-fetch-site': 'cross-site', referer: 'https://mail.example/' });
    assert.equal(reply.status, 303);
    const page = await browser.open('/contact', { 'sec-fetch-site': 'cross-site' });
    assert.deepEqual(flashOn(page)?.messages['success'], ['Your letter is on its way']);
  }),
  ...(['image', 'iframe', 'empty'] as const).map((destination) =>
    must(
      `site-aside-${destination}`,
      'docs/security.md',
      `A subresource request from another site's page (${destination}) leaves no message.`,
      async (target) => {
        const browser = new Browser(target);
        const reply = await browser.open('/message', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': destination, 'sec-fetch-mode': 'no-cors' });
        assert.equal(reply.status, 303);
        assert.deepEqual(reply.cookies, []);
      },
    ),
  ),
  must(
    'site-aside-plain',
    'docs/security.md',
    "On plain HTTP, which has no Fetch Metadata, another site's image or frame leaves no message.",
    async (target) => {
      for (const headers of [{ accept: 'image/avif,image/*;q=0.8' }, { referer: 'http://evil.example/page' }]) {
        const reply = await target.ask('/message', { headers: { accept: 'text/html', ...headers } });
        assert.equal(reply.status, 303);
        assert.deepEqual(reply.cookies, []);
      }
    },
  ),
  ...formsNoReferrer,
  must(
    'site-https',
    'RFC 6265, 4.1.2',
    'Behind a proxy that terminates TLS, the flash cookie is `__Host-` and `Secure`, and is deleted under the same name.',
    async (target) => {
      const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), TYPED, { origin: `https://${target.origin.host}` });
      isRedirectedBack(reply, '/contact');
      const set = cookieOf(reply.cookies[0] ?? '');
      assert.match(set?.name ?? '', /^__Host-/);
      assert.equal(set?.attributes['secure'], '');
      const page = await target.ask('/contact', { headers: { ...BROWSER, cookie: `${set?.name}=${set?.value}` } });
      showsError(page);
      const [gone] = page.cookies.map(cookieOf);
      assert.equal(gone?.name, set?.name);
      assert.ok((gone?.expires ?? Number.POSITIVE_INFINITY) <= Date.now());
      for (const attribute of ['path', 'domain', 'secure', 'httponly', 'samesite']) assert.equal(gone?.attributes[attribute], set?.attributes[attribute]);
    },
  ),
];

import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { type Cookie, cookieOf } from '../cookie-jar.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { flashOn, ISSUES, isRedirectedBack, refusalPath, showsError, showsNoFlash, TYPED, WRONG } from './forms-expect.ts';

async function redirectedBrowser(target: Target, to = '/contact'): Promise<Browser> {
  const browser = new Browser(target);
  isRedirectedBack(await browser.submit(refusalPath([ISSUES, to]), TYPED), to);
  return browser;
}

/** Changes that somebody may make to a sealed value. */
const TAMPERED: readonly (readonly [id: string, what: string, change: (value: string) => string])[] = [
  ['start', 'its first character changed', (value) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)],
  ['middle', 'a character in its middle changed', (value) => value.replace(/(?<=^.{60})./s, (character) => (character === 'x' ? 'y' : 'x'))],
  ['half', 'its second half missing', (value) => value.slice(0, value.length / 2)],
  ['cut', 'its last characters missing', (value) => value.slice(0, -4)],
  ['longer', 'something after it', (value) => `${value}AAAA`],
  ['twice', 'itself after it', (value) => (value + value).slice(0, 4_000)],
  ['empty', 'nothing in it', () => ''],
  ['garbage', 'percent signs and quotes', () => '"%00%zz%ff%"'],
  ['flood', '4,000 letters', () => 'x'.repeat(4_000)],
  ['stars', '2,000 separators', () => '*.~'.repeat(666)],
];

/** Requirements for the cookie of a flash. */
export const formsCookies: readonly Requirement[] = [
  must(
    'cookie-attributes',
    'RFC 6265, 4.1.2',
    'Over plain HTTP, the flash cookie is `HttpOnly`, `SameSite=Lax` and `Path=/`, has no `Domain`, and lasts at most five minutes.',
    async (target) => {
      const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), TYPED);
      assert.ok(reply.cookies.length > 0);
      for (const line of reply.cookies) {
        const { name, attributes } = cookieOf(line) as Cookie;
        assert.equal(attributes['httponly'], '');
        assert.equal(attributes['samesite']?.toLowerCase(), 'lax');
        assert.equal(attributes['path'], '/');
        assert.equal(attributes['domain'], undefined);
        assert.equal(attributes['secure'], undefined);
        assert.ok(!name.startsWith('__Host-'), 'a browser would not keep it');
        const age = Number(attributes['max-age']);
        assert.ok(age > 0 && age <= 300, `Max-Age is ${attributes['max-age']}`);
      }
    },
  ),
  must('cookie-deleted', 'RFC 6265, 3.1', 'The page that shows the flash deletes its cookie with the same attributes.', async (target) => {
    const browser = await redirectedBrowser(target);
    const [before] = browser.jar.all();
    const page = await browser.open('/contact');
    const deletion = page.cookies.map(cookieOf).find((cookie) => cookie?.name === before?.name);
    assert.ok(deletion !== undefined && deletion.expires <= Date.now());
    for (const attribute of ['path', 'domain', 'secure', 'httponly', 'samesite']) assert.equal(deletion.attributes[attribute], before?.attributes[attribute]);
    assert.deepEqual(browser.jar.all(), []);
  }),
  must('cookie-silent', 'docs/flash-stores.md', 'Nobody can read the errors or the typed text in the flash cookie.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact?mark=seven']), { story: 'nobody shall read this' });
    assert.ok(reply.cookies.length > 0);
    const plain = reply.cookies.flatMap((line) => [
      line,
      decodeURIComponent(line),
      ...line.split(/[=;.*~]/).map((part) => Buffer.from(part, 'base64').toString('latin1')),
    ]);
    assert.ok(!/nobody shall|no address|seven/.test(plain.join('\n')), 'the cookie can be read');
  }),
  must('cookie-foreign', 'docs/security.md', 'Halyard does not change other cookies.', async (target) => {
    const browser = new Browser(target);
    browser.jar.keep(['theme=dark; Path=/', 'odd="a b"; Path=/', '__proto__=x; Path=/'], target.origin.hostname);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
    showsError(await browser.open('/contact'));
    assert.equal(browser.jar.field('/'), 'theme=dark; odd="a b"; __proto__=x');
  }),
  must('cookie-size-message', 'docs/flash-stores.md', 'Halyard cuts a message that is too long and keeps its beginning.', async (target) => {
    const browser = new Browser(target);
    const issues = [{ path: ['address'], message: `${WRONG} ` }];
    const long = refusalPath([[{ path: ['address'], message: `${WRONG} ${'é'.repeat(1_500)}` }], '/contact']);
    isRedirectedBack(await browser.submit(long, TYPED), '/contact');
    assert.ok(flashOn(await browser.open('/contact'))?.errors['address']?.[0]?.startsWith(issues[0]?.message ?? ''));
  }),
  must(
    'cookie-many',
    'RFC 6265, 6.1',
    'Twenty failed forms in a row leave at most 8,000 bytes of cookies, and the latest flash is among them.',
    async (target) => {
      const browser = new Browser(target);
      for (let i = 1; i <= 20; i++) {
        await browser.submit(refusalPath([ISSUES, `/contact?tab=${i}`]), { story: 'x'.repeat(5_000), address: `nowhere ${i}` });
        const { length } = browser.jar.field('/contact') ?? '';
        assert.ok(length <= 8_000, `after ${i} forms the browser sends ${length} bytes of cookies`);
      }
      showsError(await browser.open('/contact?tab=20'));
    },
  ),
  ...TAMPERED.map(([id, what, change]) =>
    must(
      `cookie-tampered-${id}`,
      'docs/flash-stores.md',
      `A flash cookie with ${what} shows nothing and is deleted. The page is sent normally.`,
      async (target) => {
        const { jar } = await redirectedBrowser(target);
        const browser = new Browser(
          target,
          jar.copy(({ value }) => ({ value: change(value) })),
        );
        const page = await browser.open('/contact');
        assert.equal(page.status, 200);
        showsNoFlash(page);
        assert.deepEqual(browser.jar.all(), []);
      },
      { store: false },
    ),
  ),
  must(
    'cookie-swapped',
    'docs/flash-stores.md',
    'A flash of one page under the cookie name of another page shows nothing.',
    async (target) => {
      const browser = await redirectedBrowser(target);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/signup']), TYPED), '/signup');
      const values = browser.jar.all().map(({ value }) => value);
      const swapped = new Browser(
        target,
        browser.jar.copy(() => ({ value: values.pop() as string })),
      );
      for (const path of ['/contact', '/signup']) showsNoFlash(await swapped.open(path));
    },
    { store: false },
  ),
  must('cookie-renamed', 'docs/flash-stores.md', 'Cookies whose names only resemble a flash cookie show nothing and break nothing.', async (target) => {
    const { jar } = await redirectedBrowser(target);
    const [cookie] = jar.all();
    for (const name of [`${cookie?.name}x`, cookie?.name.slice(0, -1), cookie?.name.replace(/.$/, '%zz'), cookie?.name.toUpperCase()]) {
      const page = await new Browser(target).open('/contact', { cookie: `${name}=${cookie?.value}` });
      assert.equal(page.status, 200);
      showsNoFlash(page);
    }
  }),
  must('cookie-malformed', 'RFC 6265, 5.2', 'A malformed Cookie field shows nothing and breaks nothing.', async (target) => {
    for (const cookie of [
      '=',
      ';;;',
      '=;=;',
      'a',
      '%',
      '"',
      'a="',
      '__proto__=1; constructor=2; hasOwnProperty=3',
      `a=${'x'.repeat(10_000)}`,
      'x=1; '.repeat(1_500),
    ]) {
      const page = await new Browser(target).open('/contact', { cookie });
      assert.equal(page.status, 200);
      showsNoFlash(page);
      const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), TYPED, { cookie });
      isRedirectedBack(reply, '/contact');
    }
  }),
];

import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement, should } from '../requirement.ts';
import type { Target } from '../target.ts';
import { flashOn, ISSUES, isRedirectedBack, refusalPath, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

/** Returns a browser whose form was just sent back. */
async function redirectedBrowser(target: Target, to = '/contact'): Promise<Browser> {
  const browser = new Browser(target);
  isRedirectedBack(await browser.submit(refusalPath([ISSUES, to]), TYPED), to);
  return browser;
}

const SCRIPT = { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' };
const SIBLING = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-site' };

/** Requests that a browser makes in addition to the page. Nobody sees their answers. */
const SIDE_REQUESTS: readonly (readonly [id: string, what: string, path: string, headers: Readonly<Record<string, string>>])[] = [
  ['other-path', 'another page', '/signup', {}],
  ['other-query', 'the same page with another query', '/contact?step=2', {}],
  ['below', 'a page below', '/contact/us', {}],
  ['script', "a script's fetch of the page", '/contact', SCRIPT],
  ['xhr', 'an XHR that polls', '/contact', { ...SCRIPT, 'x-requested-with': 'XMLHttpRequest' }],
  ['json', 'a client that asks for JSON', '/contact', { ...SCRIPT, accept: 'application/json' }],
  ['image', 'a picture', '/contact', { accept: 'image/avif,image/webp,*/*;q=0.8', 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' }],
  ['style', 'a style sheet', '/contact', { accept: 'text/css,*/*;q=0.1', 'sec-fetch-dest': 'style', 'sec-fetch-mode': 'no-cors' }],
  ['prefetch', 'a prefetch', '/contact', { 'sec-purpose': 'prefetch' }],
  ['prerender', 'a prerendering', '/contact', { 'sec-purpose': 'prefetch;prerender' }],
  ['purpose', 'a prefetch of an older browser', '/contact', { purpose: 'prefetch' }],
  ['x-sec-purpose', 'a prefetch of Turbo', '/contact', { 'x-sec-purpose': 'prefetch' }],
  ['sibling-frame', 'a hidden frame of a sibling domain', '/contact', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'iframe' }],
  ['sibling-turbo', 'a script of a sibling domain that poses as Turbo', '/contact', { ...SIBLING, accept: 'text/vnd.turbo-stream.html, text/html' }],
  ['sibling-htmx', 'a script of a sibling domain that poses as htmx', '/contact', { ...SIBLING, 'hx-request': 'true', 'hx-boosted': 'true' }],
  ['x-moz', 'a prefetch of an older Firefox', '/contact', { 'x-moz': 'prefetch' }],
];

/** Pages that a service worker asks for. Their destination is lost, and the mode shows the navigation. */
const WORKERS: readonly (readonly [id: string, what: string, headers: Readonly<Record<string, string>>])[] = [
  ['worker', 'a service worker that passes requests on', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'navigate' }],
  ['worker-bare', 'a service worker, for a browser that accepts everything', { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'navigate' }],
  ['worker-copy', 'a service worker that copies requests', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'same-origin', 'upgrade-insecure-requests': '1' }],
];

/** Requirements for the page that shows and consumes a flash. */
export const formsFlash: readonly Requirement[] = [
  ...SIDE_REQUESTS.map(([id, what, path, headers]) =>
    must(`flash-kept-${id}`, 'docs/forms.md', `The flash waits for its page: ${what} does not consume it.`, async (target) => {
      const browser = await redirectedBrowser(target);
      const aside = await browser.open(path, headers);
      assert.ok(aside.status < 500);
      if (path !== '/contact' && aside.status === 200) showsNoFlash(aside);
      showsError(await browser.open('/contact'));
      showsNoFlash(await browser.open('/contact'));
    }),
  ),
  ...WORKERS.map(([id, what, headers]) =>
    must(`flash-shown-${id}`, 'docs/forms.md', `The flash reaches its page, once, through ${what}.`, async (target) => {
      const browser = new Browser(target);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'navigate' }), '/contact');
      showsError(await browser.open('/contact', headers));
      showsNoFlash(await browser.open('/contact', headers));
    }),
  ),
  must('flash-kept-head', 'docs/forms.md', 'A HEAD request does not consume the flash.', async (target) => {
    const browser = await redirectedBrowser(target);
    const { status } = await browser.ask('/contact', { method: 'HEAD', headers: { accept: 'text/html' } });
    assert.equal(status, 200);
    showsError(await browser.open('/contact'));
  }),
  must('flash-kept-post', 'docs/forms.md', 'A failed form for another page does not consume the flash.', async (target) => {
    const browser = await redirectedBrowser(target);
    isRedirectedBack(await browser.submit(refusalPath([[{ path: ['name'], message: 'No name' }], '/signup']), TYPED), '/signup');
    showsError(await browser.open('/contact'));
    assert.deepEqual(flashOn(await browser.open('/signup'))?.errors['name'], ['No name']);
  }),
  must('flash-own-query', 'docs/forms.md', 'The flash belongs to the path and the query of its page.', async (target) => {
    const browser = await redirectedBrowser(target, '/contact?step=2');
    for (const other of ['/contact', '/contact?step=1', '/contact?step=2&x']) showsNoFlash(await browser.open(other));
    showsError(await browser.open('/contact?step=2'));
    showsNoFlash(await browser.open('/contact?step=2'));
  }),
  must('flash-own-browser', 'docs/forms.md', 'Only the browser that sent the form sees the flash.', async (target) => {
    const browser = await redirectedBrowser(target);
    showsNoFlash(await new Browser(target).open('/contact'));
    showsError(await browser.open('/contact'));
  }),
  must('flash-two-tabs', 'docs/forms.md', 'Two tabs whose forms fail at the same time each see their own errors.', async (target) => {
    const browser = new Browser(target);
    const tab = (path: string): Promise<unknown> =>
      browser.submit(refusalPath([[{ path: ['address'], message: `on ${path}` }], path], {}, path), { story: `of ${path}` });
    await Promise.all(['/contact', '/signup'].map(tab));
    for (const path of ['/signup', '/contact']) {
      const page = await browser.open(path);
      showsError(page, `on ${path}`);
      assert.deepEqual(flashOn(page)?.old['story'], [`of ${path}`]);
      showsNoFlash(await browser.open(path));
    }
  }),
  must('flash-same-page', 'docs/forms.md', 'If a form is sent twice, its page shows the last result, once.', async (target) => {
    const browser = new Browser(target);
    for (const message of ['the first', 'the second']) await browser.submit(refusalPath([[{ path: ['address'], message }], '/contact']), TYPED);
    showsError(await browser.open('/contact'), 'the second');
    showsNoFlash(await browser.open('/contact'));
  }),
  ...['/signup', './signup', '/signup?from=contact#form'].map((to, index) =>
    must(`flash-follows-redirect-${index + 1}`, 'docs/forms.md', `If its page redirects to \`${to}\`, the flash is shown there, once.`, async (target) => {
      const browser = await redirectedBrowser(target);
      assert.equal((await browser.open('/contact', { 'x-then': 'moved', 'x-to': to })).status, 302);
      const moved = new URL(to, 'http://localhost/contact');
      showsError(await browser.open(moved.pathname + moved.search));
      for (const path of [moved.pathname + moved.search, '/contact']) showsNoFlash(await browser.open(path));
      assert.deepEqual(browser.jar.all(), []);
    }),
  ),
  must('flash-follows-own-redirects', 'docs/forms.md', 'A redirect to another origin does not hand the flash on.', async (target) => {
    const browser = await redirectedBrowser(target);
    await browser.open('/contact', { 'x-then': 'moved', 'x-to': 'https://evil.example/signup' });
    showsNoFlash(await browser.open('/signup'));
    showsError(await browser.open('/contact'));
  }),
  must('flash-prefetch-refused', 'docs/forms.md', 'A prefetch of a page that a flash waits for gets an answer that browsers do not keep.', async (target) => {
    const browser = await redirectedBrowser(target);
    assert.equal((await browser.open('/contact', { ...SCRIPT, accept: 'text/html', 'sec-purpose': 'prefetch' })).status, 409, '<link rel="prefetch">');
    const early = await browser.open('/contact', { 'sec-purpose': 'prefetch;prerender' });
    assert.equal(early.status, 409);
    assert.match(early.headers['cache-control'] ?? '', /\bno-store\b/);
    assert.match(early.headers['content-type'] ?? '', /^text\/plain\b/);
    assert.equal((await browser.open('/signup', { 'sec-purpose': 'prefetch' })).status, 200);
    showsError(await browser.open('/contact'));
  }),
  must('flash-prefetch-inertia', 'docs/front-ends.md', 'A prefetch of Inertia gets an answer that makes Inertia load the page later.', async (target) => {
    const browser = await redirectedBrowser(target);
    const early = await browser.open('/contact', { purpose: 'prefetch', 'x-inertia': 'true' });
    assert.deepEqual([early.status, early.headers['x-inertia-location'], early.headers['x-inertia']], [409, '/contact', undefined]);
    showsError(await browser.open('/contact'));
  }),
  ...(
    [
      ['redirect', 'a page redirects'],
      ['fail', 'a page sends a 500 of its own'],
      ['call', 'a page calls `serverError()`'],
      ['throw', 'a page throws'],
    ] as const
  ).map(([then, what]) =>
    must(`flash-kept-${then}`, 'docs/forms.md', `If ${what} after it read the flash, the flash is not consumed.`, async (target) => {
      const browser = await redirectedBrowser(target);
      const reply = await browser.open('/contact', { 'x-then': then });
      assert.equal(reply.status, then === 'redirect' ? 303 : 500);
      showsError(await browser.open('/contact'));
      showsNoFlash(await browser.open('/contact'));
    }),
  ),
  must('flash-used-miss', 'docs/forms.md', 'A 404 page that shows the flash consumes it.', async (target) => {
    const browser = await redirectedBrowser(target);
    const reply = await browser.open('/contact', { 'x-then': 'miss' });
    assert.equal(reply.status, 404);
    showsError(reply);
    showsNoFlash(await browser.open('/contact'));
  }),
  should(
    'flash-kept-abort',
    'docs/forms.md',
    'A visitor who leaves before the page arrives does not consume the flash.',
    async (target) => {
      const browser = await redirectedBrowser(target);
      const head = `GET /contact HTTP/1.1\r\nHost: ${target.origin.host}\r\nAccept: text/html\r\nX-Then: wait\r\nCookie: ${browser.jar.field('/contact')}\r\n\r\n`;
      await target.raw(head, { closeAfter: 100 });
      await new Promise((resolve) => setTimeout(resolve, 400));
      showsError(await browser.open('/contact'));
    },
    { raw: true },
  ),
  must('flash-page-uncached', 'docs/forms.md; RFC 9111, 5.2.2.5', 'A page that shows a flash is `no-store`.', async (target) => {
    const browser = await redirectedBrowser(target);
    assert.match((await browser.open('/contact')).headers['cache-control'] ?? '', /\bno-store\b/);
  }),
  must('flash-page-cached', 'docs/forms.md', 'A page that shows no flash sets no cookie and keeps its own Cache-Control.', async (target) => {
    const page = await new Browser(target).open('/contact');
    assert.deepEqual(page.cookies, []);
    assert.equal(page.headers['cache-control'], undefined);
    const browser = await redirectedBrowser(target, '/news');
    const news = await browser.open('/news');
    assert.deepEqual(news.cookies, []);
    assert.equal(news.headers['cache-control'], 'public, max-age=60');
    showsNoFlash(await browser.open('/contact'));
  }),
  must(
    'flash-not-replayed',
    'docs/flash-stores.md',
    'A flash in a store is shown once, even to copies of the cookie.',
    async (target) => {
      const browser = await redirectedBrowser(target);
      const copies = Array.from({ length: 20 }, () => new Browser(target, browser.jar.copy()));
      const pages = await Promise.all(copies.map((copy) => copy.open('/contact')));
      assert.equal(pages.filter((page) => flashOn(page) !== null).length, 1);
      showsNoFlash(await browser.open('/contact'));
    },
    { store: true },
  ),
];

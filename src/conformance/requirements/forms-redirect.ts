import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement, should } from '../requirement.ts';
import { API, BROWSER, callResponse, isProblem } from './expect.ts';
import { flashOn, ISSUES, isAnsweredInPlace, isRedirectedBack, leavesNoFlash, refusalPath, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

const XHR = { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };

/** Clients that read the answer themselves. A redirect would not fill in a form for them. */
const PROGRAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a client that asks for JSON': API,
  'a client that asks for a problem document': { accept: 'application/problem+json' },
  "a script's fetch": XHR,
  'an XMLHttpRequest with X-Requested-With': { accept: '*/*', 'x-requested-with': 'XMLHttpRequest', 'sec-fetch-dest': '', 'sec-fetch-mode': '' },
  'a client that accepts anything': { accept: '*/*', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-site': '', origin: '' },
  'a client without Accept': { accept: '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-site': '', origin: '' },
};

/** Requirements for the redirect of an invalid form. */
export const formsRedirect: readonly Requirement[] = [
  must(
    'form-sent-back',
    'Sails 0.9, Default responses; RFC 9110, 15.4.4',
    "A browser's form is redirected to its page, which shows the errors and the typed text once.",
    async (target) => {
      const browser = new Browser(target);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
      const page = await browser.open('/contact');
      assert.equal(page.status, 200);
      showsError(page);
      assert.deepEqual(flashOn(page)?.old['story'], [TYPED['story']]);
      assert.deepEqual(flashOn(page)?.old['address'], [TYPED['address']]);
      showsNoFlash(await browser.open('/contact'));
    },
  ),
  must('form-without-metadata', 'docs/forms.md', 'A browser over plain HTTP, which sends no Fetch Metadata, is redirected too.', async (target) => {
    const browser = new Browser(target);
    const older = { 'sec-fetch-site': '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-user': '' };
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, older), '/contact');
    const page = await browser.open('/contact', { accept: BROWSER['accept'] as string });
    showsError(page);
    assert.deepEqual(flashOn(page)?.old['story'], [TYPED['story']]);
  }),
  should(
    'form-without-referrer',
    'docs/forms.md',
    'A form with `Origin: null` is redirected if Fetch Metadata says that it comes from this origin.',
    async (target) => {
      const browser = new Browser(target);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, { origin: 'null' }), '/contact');
      showsError(await browser.open('/contact'));
    },
  ),
  must('form-query', 'RFC 9110, 10.2.2', 'The redirect keeps the query and the fragment of its target.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact?step=2&x=%20y#address']), TYPED), '/contact?step=2&x=%20y#address');
    showsError(await browser.open('/contact?step=2&x=%20y'));
  }),
  must('form-options', 'docs/responses.md', '`badRequest(issues, { redirectTo })` redirects like `badRequest(issues, redirectTo)`.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, { redirectTo: '/contact' }]), TYPED), '/contact');
    showsError(await browser.open('/contact'));
  }),
  must('form-message', 'Sails 0.9, Default responses', '`badRequest(message, redirectTo)` shows the message on the page.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath(['The harbour is closed', '/contact']), TYPED), '/contact');
    assert.match(JSON.stringify(flashOn(await browser.open('/contact'))), /The harbour is closed/);
  }),
  must('form-422', 'docs/forms.md', '`unprocessableContent(issues, redirectTo)` redirects like `badRequest`.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact'], { response: 'unprocessableContent' }), TYPED), '/contact');
    showsError(await browser.open('/contact'));
  }),
  must('form-redirect-body', 'docs/security.md', 'The body of the redirect is short and does not depend on the target.', async (target) => {
    const browser = new Browser(target);
    const one = await browser.submit(refusalPath([ISSUES, '/contact?mark=seven']), TYPED);
    const other = await browser.submit(refusalPath([ISSUES, '/signup?"><script>alert(1)</script>']), TYPED);
    isRedirectedBack(one, '/contact?mark=seven');
    assert.equal(other.status, 303);
    assert.equal(one.body, other.body);
    assert.ok(one.bytes < 1_024 && !/contact|mark|seven|http|<a\b|refresh/i.test(one.body), 'the body contains the target');
    assert.equal(Number(one.headers['content-length']), one.bytes);
    assert.equal(one.headers['x-content-type-options'], 'nosniff');
    if (one.headers['content-type']?.startsWith('text/html')) assert.match(one.headers['content-security-policy'] ?? '', /default-src 'none'/);
  }),
  must('form-own-cookies', 'docs/forms.md', 'The redirect and the page that shows the flash keep the cookies that the app has set.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact'], { cookie: 'visit=7; Path=/' }), TYPED), '/contact');
    const page = await browser.open('/contact', { 'x-then': 'cookie' });
    showsError(page);
    assert.equal(browser.jar.field('/'), 'visit=7; theme=dark');
    showsNoFlash(await browser.open('/contact'));
  }),
  ...Object.entries(PROGRAMS).map(([who, headers], index) =>
    must(`form-program-${index}`, 'Sails 0.9, Default responses', `A form post from ${who} gets the problem, without redirect and cookie.`, async (target) => {
      const browser = new Browser(target);
      const reply = await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, { 'sec-fetch-user': '', ...headers });
      assert.deepEqual(isProblem(reply, 400)['errors'], [{ detail: ISSUES[0]?.message, pointer: '#/address' }]);
      leavesNoFlash(reply);
      showsNoFlash(await browser.open('/contact'));
    }),
  ),
  must('form-json-body', 'docs/forms.md', 'A request with a JSON body gets the problem, even if a browser sends it.', async (target) => {
    const browser = new Browser(target);
    const headers = { ...XHR, 'content-type': 'application/json', origin: target.origin.origin, 'sec-fetch-site': 'same-origin' };
    const reply = await browser.ask(refusalPath([ISSUES, '/contact']), { method: 'POST', headers, body: '{"story":"a boat"}' });
    isProblem(reply, 400);
    leavesNoFlash(reply);
  }),
  must('form-safe-methods', 'docs/forms.md', 'GET, HEAD and OPTIONS requests are never redirected back to a form.', async (target) => {
    const get = await callResponse(target, 'badRequest', [ISSUES, '/contact'], { headers: { ...BROWSER, referer: `${target.origin.origin}/contact` } });
    isAnsweredInPlace(get);
    const head = await callResponse(target, 'badRequest', [ISSUES, '/contact'], { method: 'HEAD', headers: BROWSER });
    assert.equal(head.status, 400);
    leavesNoFlash(head);
    const options = await target.ask(refusalPath([ISSUES, '/contact']), { method: 'OPTIONS', headers: BROWSER });
    assert.equal(options.status, 400);
    leavesNoFlash(options);
  }),
  must('form-other-responses', 'docs/forms.md', 'A response without a redirect target is sent in place: `forbidden()` stays 403.', async (target) => {
    const browser = new Browser(target);
    const reply = await browser.submit(refusalPath(['Only the owner may'], { response: 'forbidden' }), TYPED);
    isAnsweredInPlace(reply, 403, 'Only the owner may');
  }),
];

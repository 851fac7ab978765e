import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement, should } from '../requirement.ts';
import type { Target } from '../target.ts';
import { isPage } from './expect.ts';
import { ISSUES, isAnsweredInPlace, isRedirectedBack, leavesNoFlash, refusalPath, showsError, showsNoFlash, TYPED, WRONG } from './forms-expect.ts';

/** Targets to which no form is sent, because some parser reads another address in them. */
const REFUSED: readonly (readonly [id: string, what: string, target: unknown])[] = [
  ['origin', 'another origin', 'https://e.com/contact'],
  ['scheme-relative', 'two slashes', '//e.com'],
  ['three-slashes', 'three slashes', '///e.com'],
  ['space', 'a space before two slashes', ' //e.com'],
  ['backslash', 'a slash and a backslash', '/\\e.com'],
  ['backslashes', 'two backslashes', '\\\\e.com'],
  ['tab', 'a tab between two slashes', '/\t/e.com'],
  ['line-break', 'a line break', '/contact\r\nset-cookie: x=1'],
  ['line-feed', 'a line feed at the end', '/contact\n'],
  ['nul', 'NUL', '/contact\u0000'],
  ['no-slashes', 'a scheme without slashes', 'http:e.com'],
  ['javascript', 'javascript:', 'javascript:alert(1)'],
  ['javascript-case', 'javascript: in mixed case, after a space', ' JaVaScript:alert(1)'],
  ['data', 'data:', 'data:text/html,x'],
  ['blob', 'blob:', 'blob:https://e.com/x'],
  ['userinfo', 'userinfo', 'https://good@e.com'],
  ['ideographic', 'an ideographic dot', '//e。com'],
  ['dot', 'a dot between slashes', '/.//e.com'],
  ['dots', 'two dots between slashes', '/a/..//e.com'],
  ['encoded-dots', 'encoded dots between slashes', '/%2e%2e//e.com'],
  ['relative', 'no slash', 'contact'],
  ['empty', 'nothing', ''],
  ['long', '3,000 characters', `/${'x'.repeat(3_000)}`],
  ['number', 'a number', 7],
  ['list', 'a list', ['/contact']],
];

/** Addresses that look odd and are paths of this origin. */
const TAKEN: readonly (readonly [target: string, location: string])[] = [
  ['/%09/e.com', '/%09/e.com'],
  ['/%2f%2fe.com', '/%2f%2fe.com'],
  ['/größe', '/gr%C3%B6%C3%9Fe'],
  ['/contact?next=https://e.com', '/contact?next=https://e.com'],
];

/** Sends a form of the page that `referer` names, to an address without a page. `path` is where it is sent back to. */
async function sendFrom(target: Target, referer: string, headers: Readonly<Record<string, string>> = {}): Promise<{ browser: Browser; path: string }> {
  const browser = new Browser(target);
  const reply = await browser.submit(refusalPath([ISSUES], {}, '/send'), TYPED, { referer, ...headers });
  if (reply.status === 303) return { browser, path: reply.headers['location'] ?? '' };
  isAnsweredInPlace(reply);
  return { browser, path: '' };
}

/** Requirements for the page that a form is redirected to. */
export const formsTargets: readonly Requirement[] = [
  ...REFUSED.map(([id, what, to]) =>
    must(
      `target-refused-${id}`,
      'docs/security.md',
      `Halyard refuses a redirect target with ${what} and shows the errors in place, without a flash.`,
      async (target) => {
        const browser = new Browser(target);
        const reply = await browser.submit(refusalPath([ISSUES, to]), TYPED);
        isAnsweredInPlace(reply);
        assert.ok(!/e\.com|javascript:/i.test(reply.body), 'the page repeats the target');
        showsNoFlash(await browser.open('/contact'));
      },
    ),
  ),
  must(
    'target-refused-stays',
    'docs/security.md',
    'For a refused target Halyard does not redirect to the Referer. The page has a link to it.',
    async (target) => {
      const reply = await new Browser(target).submit(refusalPath([ISSUES, 'https://e.com/'], {}, '/send'), TYPED, {
        referer: `${target.origin.origin}/contact`,
      });
      isPage(reply, 400);
      assert.ok(reply.body.includes(WRONG));
      assert.match(reply.body, /<a\b[^<>]*href="\/contact"/);
      assert.equal(reply.headers['location'], undefined);
    },
  ),
  must('target-refused-logged', 'docs/forms.md', 'The log has a refused target as a malicious event.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([ISSUES, '//e.com/refused-mark']), TYPED);
    const records = await target.records(reply.headers['error-reference'] ?? 'no reference', { atLeast: 2 });
    assert.match(JSON.stringify(records), /malicious_/);
  }),
  ...TAKEN.map(([to, location], index) =>
    must(`target-taken-${index}`, 'RFC 3986, 4.2', `The target \`${to}\` is a path of this origin, so Halyard redirects to it.`, async (target) => {
      isRedirectedBack(await new Browser(target).submit(refusalPath([ISSUES, to]), TYPED), location);
    }),
  ),
  must('target-host', 'docs/forms.md', 'Neither Host nor X-Forwarded-Host makes another origin a valid target.', async (target) => {
    for (const headers of [{ host: 'e.com' }, { 'x-forwarded-host': 'e.com' }, { forwarded: 'host=e.com' }]) {
      const reply = await new Browser(target).submit(refusalPath([ISSUES, 'http://e.com/contact']), TYPED, headers);
      isPage(reply, 400);
      leavesNoFlash(reply);
    }
  }),
  must('target-none', 'docs/forms.md', 'Without a target and a Referer, the response is sent in place.', async (target) => {
    for (const args of [[ISSUES], [ISSUES, null], [ISSUES, {}]]) isAnsweredInPlace(await new Browser(target).submit(refusalPath(args), TYPED));
  }),
  must('referer', 'Sails 0.9, Default responses', 'Without a target, the form is redirected to the Referer if it is a page of this origin.', async (target) => {
    const { browser, path } = await sendFrom(target, `${target.origin.origin}/contact?step=2`);
    assert.equal(path, '/contact?step=2');
    showsError(await browser.open('/contact?step=2'));
  }),
  should('referer-without-metadata', 'docs/forms.md', 'Without a target and Fetch Metadata, the form is redirected to the Referer too.', async (target) => {
    const older = { 'sec-fetch-site': '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-user': '' };
    assert.equal((await sendFrom(target, `${target.origin.origin}/contact`, older)).path, '/contact');
  }),
  must('referer-here', 'docs/forms.md', 'Halyard does not redirect to a URL that accepts forms but shows no page.', async (target) => {
    for (const referer of ['/send', '/send?again']) assert.equal((await sendFrom(target, target.origin.origin + referer)).path, '');
  }),
  must('referer-foreign', 'docs/security.md', 'Halyard does not redirect to a Referer of another origin.', async (target) => {
    const { host } = target.origin;
    for (const referer of ['https://e.com/contact', `http://${host}.e.com/contact`, `http://${host}@e.com/contact`, 'http://127.0.0.1:1/x']) {
      assert.equal((await sendFrom(target, referer)).path, '', referer);
    }
  }),
  must('referer-malformed', 'RFC 9110, 10.1.3', 'Halyard ignores a malformed Referer: the response is 400 and never 500.', async (target) => {
    const odd = [
      'http://[',
      ':::',
      '/contact',
      'contact',
      'about:blank',
      'javascript:alert(1)',
      'http://',
      `${target.origin.origin}//e.com`,
      `http://${'x'.repeat(9_000)}/`,
    ];
    for (const referer of [...odd, `${target.origin.origin}/.//e.com`, `${target.origin.origin}/\\e.com`]) {
      assert.equal((await sendFrom(target, referer)).path, '', referer.slice(0, 80));
    }
  }),
  must('target-fails-safe', 'docs/security.md', 'A redirect target that the app reads from the form cannot lead to another origin.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([ISSUES, { redirectTo: 'https://e.com' }]), { next: 'https://e.com' });
    isAnsweredInPlace(reply, 400, WRONG);
  }),
];

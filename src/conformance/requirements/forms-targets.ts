import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement, should } from '../requirement.ts';
import type { Target } from '../target.ts';
import { isPage } from './expect.ts';
import { ISSUES, isAnsweredInPlace, isSentBack, leavesNothing, refusing, showsNothing, showsWrong, TYPED, WRONG } from './forms-expect.ts';

/** Where no form is sent, and what each would have been to some parser. */
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

/** Sends a form of the page that `referer` names, to an address where there is no page. `path`: where it goes back to. */
async function sentFrom(target: Target, referer: string, headers: Readonly<Record<string, string>> = {}): Promise<{ browser: Browser; path: string }> {
  const browser = new Browser(target);
  const reply = await browser.submit(refusing([ISSUES], {}, '/send'), TYPED, { referer, ...headers });
  if (reply.status === 303) return { browser, path: reply.headers['location'] ?? '' };
  isAnsweredInPlace(reply);
  return { browser, path: '' };
}

export const formsTargets: readonly Requirement[] = [
  ...REFUSED.map(([id, what, to]) =>
    must(
      `target-refused-${id}`,
      'docs/security.md',
      `a target with ${what} is refused: the page in place says what was wrong, and nothing is left anywhere`,
      async (target) => {
        const browser = new Browser(target);
        const reply = await browser.submit(refusing([ISSUES, to]), TYPED);
        isAnsweredInPlace(reply);
        assert.ok(!/e\.com|javascript:/i.test(reply.body), 'the page repeats the target');
        showsNothing(await browser.open('/contact'));
      },
    ),
  ),
  must(
    'target-refused-stays',
    'docs/security.md',
    'a refused target is not made up for by the Referer: the page in place has a link there, and nobody is sent',
    async (target) => {
      const reply = await new Browser(target).submit(refusing([ISSUES, 'https://e.com/'], {}, '/send'), TYPED, { referer: `${target.origin.origin}/contact` });
      isPage(reply, 400);
      assert.ok(reply.body.includes(WRONG));
      assert.match(reply.body, /<a\b[^<>]*href="\/contact"/);
      assert.equal(reply.headers['location'], undefined);
    },
  ),
  must('target-refused-told', 'docs/logging.md', 'a refused target is in the log, as something malicious', async (target) => {
    const reply = await new Browser(target).submit(refusing([ISSUES, '//e.com/refused-mark']), TYPED);
    const records = await target.records(reply.headers['error-reference'] ?? 'no reference', { atLeast: 2 });
    assert.match(JSON.stringify(records), /malicious_/);
  }),
  ...TAKEN.map(([to, location], index) =>
    must(`target-taken-${index}`, 'RFC 3986, 4.2', `${to} is a path of this origin`, async (target) => {
      isSentBack(await new Browser(target).submit(refusing([ISSUES, to]), TYPED), location);
    }),
  ),
  must('target-host', 'docs/security.md', 'neither Host nor X-Forwarded-Host make an origin ours', async (target) => {
    for (const headers of [{ host: 'e.com' }, { 'x-forwarded-host': 'e.com' }, { forwarded: 'host=e.com' }]) {
      const reply = await new Browser(target).submit(refusing([ISSUES, 'http://e.com/contact']), TYPED, headers);
      isPage(reply, 400);
      leavesNothing(reply);
    }
  }),
  must('target-none', 'docs/forms.md', 'without a target and without a Referer the answer is given in place', async (target) => {
    for (const args of [[ISSUES], [ISSUES, null], [ISSUES, {}]]) isAnsweredInPlace(await new Browser(target).submit(refusing(args), TYPED));
  }),
  must('referer', 'Sails 0.9, Default responses', 'without a target the form goes back to the page of this origin that the Referer names', async (target) => {
    const { browser, path } = await sentFrom(target, `${target.origin.origin}/contact?step=2`);
    assert.equal(path, '/contact?step=2');
    showsWrong(await browser.open('/contact?step=2'));
  }),
  should('referer-without-metadata', 'docs/forms.md', 'also when the browser sends no Fetch Metadata', async (target) => {
    const older = { 'sec-fetch-site': '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-user': '' };
    assert.equal((await sentFrom(target, `${target.origin.origin}/contact`, older)).path, '/contact');
  }),
  must('referer-here', 'docs/forms.md', 'an address that takes forms and shows no page is nowhere to go back to', async (target) => {
    for (const referer of ['/send', '/send?again']) assert.equal((await sentFrom(target, target.origin.origin + referer)).path, '');
  }),
  must('referer-foreign', 'docs/security.md', 'a page of another origin is nowhere to go back to', async (target) => {
    const { host } = target.origin;
    for (const referer of ['https://e.com/contact', `http://${host}.e.com/contact`, `http://${host}@e.com/contact`, 'http://127.0.0.1:1/x']) {
      assert.equal((await sentFrom(target, referer)).path, '', referer);
    }
  }),
  must('referer-malformed', 'RFC 9110, 10.1.3', 'a Referer that cannot be read is none: 400, never 500', async (target) => {
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
      assert.equal((await sentFrom(target, referer)).path, '', referer.slice(0, 80));
    }
  }),
  must('target-fails-safe', 'docs/security.md', 'a target that the app took from the form itself does no harm', async (target) => {
    const reply = await new Browser(target).submit(refusing([ISSUES, { redirectTo: 'https://e.com' }]), { next: 'https://e.com' });
    isAnsweredInPlace(reply, 400, WRONG);
  }),
];

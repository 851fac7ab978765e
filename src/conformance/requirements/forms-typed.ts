import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { isPage, isProblem } from './expect.ts';
import { escaped, FOREIGN, flashOn, ISSUES, isRedirectedBack, leavesNoFlash, refusalPath, STORY, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

/** The field by which each of `FOREIGN` is recognised. */
const BY = ['Fetch Metadata', 'Origin'];

const HIDDEN = 'hunter2-must-not-come-back';
const CARD = '4111 1111 1111 1111';
/** Half of the card number, or its first group before a mask. Four digits alone may be part of the host's port. */
const PART_OF_CARD = /4111(?:%20|[ +])?(?:1111|[*•…])/u;

/** Fields that are never restored, and the names that mark them. */
const SECRETS: Readonly<Record<string, string>> = {
  password: HIDDEN,
  'new-password': HIDDEN,
  'user[password]': HIDDEN,
  'user.account.PassWordConfirmation': HIDDEN,
  pin_secret: HIDDEN,
  _csrf: HIDDEN,
  csrf_token: HIDDEN,
  csrfToken: HIDDEN,
  authenticity_token: HIDDEN,
  __RequestVerificationToken: HIDDEN,
  api_key: HIDDEN,
  otp: HIDDEN,
  cvv: HIDDEN,
  card: CARD,
  remark: CARD.replaceAll(' ', ''),
};

/** The responses whose answer replaces the form's page and its input. */
const GONE: readonly (readonly [response: string, status: number, args: readonly unknown[]])[] = [
  ['contentTooLarge', 413, []],
  ['tooManyRequests', 429, [{ retryAfter: 60 }]],
  ['serverError', 500, []],
  ['serviceUnavailable', 503, ['Down for the night', { retryAfter: 60 }]],
];

function hasNoSecretValue(text: string): void {
  assert.ok(!text.includes(HIDDEN), `${HIDDEN} is in the page`);
  assert.doesNotMatch(text, PART_OF_CARD);
}

function expired(target: Target, how: 'reported' | 'thrown', headers: Readonly<Record<string, string>>, browser = new Browser(target)) {
  const path =
    how === 'reported'
      ? refusalPath(['Your visit has ended', { resend: true }], { response: 'forbidden' }, '/send')
      : refusalPath([], { throw: 'csrf' }, '/send');
  return browser.submit(path, { ...TYPED, ...SECRETS }, headers);
}

/** Requirements for the submitted text of a form. */
export const formsTyped: readonly Requirement[] = [
  must('typed-secrets', 'docs/forms.md', 'The page gets the typed text back without passwords, tokens, codes and card numbers.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), { ...TYPED, ...SECRETS }), '/contact');
    const page = await browser.open('/contact');
    hasNoSecretValue(decodeURIComponent(page.body));
    assert.deepEqual(flashOn(page)?.old['story'], [STORY]);
  }),
  must('typed-beginnings', 'docs/security.md', 'A form of 250 KB full of token beginnings gets a response, and the next request does too.', async (target) => {
    const browser = new Browser(target);
    const fields = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`story${i}`, '-eyJ'.repeat(2_000)]));
    const reply = await browser.submit(refusalPath([], { response: 'serverError' }, '/send'), fields, { referer: `${target.origin.origin}/contact` });
    assert.ok(reply.status === 500 || reply.status === 413, `the status is ${reply.status}`);
    isPage(reply, reply.status);
    assert.equal((await target.ask('/plain')).status, 200);
  }),
  must('typed-many', 'docs/forms.md', 'Several values of one field come back in their order.', async (target) => {
    const browser = new Browser(target);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: target.origin.origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
    const body = 'days=monday&days=friday&boat%5Bname%5D=Fulmar&empty=&plus=a+b%2Bc&=nameless&__proto__=x';
    isRedirectedBack(await browser.ask(refusalPath([ISSUES, '/contact']), { method: 'POST', headers, body }), '/contact');
    const old = flashOn(await browser.open('/contact'))?.old ?? {};
    assert.deepEqual(old['days'], ['monday', 'friday']);
    assert.deepEqual(old['boat.name'], ['Fulmar']);
    assert.deepEqual(old['plus'], ['a b+c']);
  }),
  must('typed-malformed', 'docs/forms.md', 'A malformed form body is redirected like any other form.', async (target) => {
    for (const body of ['%zz=%ff&&&===', '\u0000\u0001', '&'.repeat(50_000), 'a[b][c][d][e][f][g][h][i][j][k][l]=1', `x${'[y]'.repeat(5_000)}=1`, '']) {
      const browser = new Browser(target);
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: target.origin.origin,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      };
      isRedirectedBack(await browser.ask(refusalPath([ISSUES, '/contact']), { method: 'POST', headers, body }), '/contact');
      showsError(await browser.open('/contact'));
    }
  }),
  must('typed-files', 'docs/forms.md', 'A form with files is redirected too, and the flash has no file.', async (target) => {
    const browser = new Browser(target);
    const body = `--x\r\ncontent-disposition: form-data; name="photo"; filename="boat.jpg"\r\ncontent-type: image/jpeg\r\n\r\n${HIDDEN}\r\n--x--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=x', origin: target.origin.origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
    isRedirectedBack(await browser.ask(refusalPath([ISSUES, '/contact']), { method: 'POST', headers, body }), '/contact');
    const page = await browser.open('/contact');
    showsError(page);
    hasNoSecretValue(decodeURIComponent(page.body));
  }),
  ...FOREIGN.map((headers, index) =>
    must(
      `foreign-stores-nothing-${index}`,
      'docs/security.md',
      `A post from another site's page, known by ${BY[index]}, leaves no flash. Its page repeats none of the fields.`,
      async (target) => {
        const browser = new Browser(target);
        for (const path of [
          refusalPath([ISSUES, '/contact']),
          ...GONE.map(([response, , args]) => refusalPath(args, { response })),
          refusalPath([], { throw: 'error' }),
        ]) {
          const reply = await browser.submit(path, { ...TYPED, ...SECRETS }, headers);
          assert.ok(reply.status >= 400, `${path} has status ${reply.status}`);
          leavesNoFlash(reply);
          assert.ok(!reply.body.includes('A long story') && !reply.body.includes('nowhere'), 'the page shows what another site sent');
        }
        showsNoFlash(await browser.open('/contact'));
      },
    ),
  ),
  ...(
    [
      ['reported', 'reported by the app'],
      ['thrown', 'thrown by a library'],
    ] as const
  ).flatMap(([how, by]) => [
    must(
      `expired-${how}`,
      'docs/forms.md',
      `A form with an expired token (${by}) is redirected to its page, which has the typed text and asks to send again.`,
      async (target) => {
        const browser = new Browser(target);
        isRedirectedBack(await expired(target, how, { referer: `${target.origin.origin}/contact` }, browser), '/contact');
        const page = await browser.open('/contact');
        assert.deepEqual(flashOn(page)?.old['story'], [STORY]);
        hasNoSecretValue(decodeURIComponent(page.body));
        assert.match(JSON.stringify([flashOn(page)?.messages, flashOn(page)?.errors]), /again|Your visit has ended/i);
      },
    ),
    must(`expired-${how}-api`, 'docs/forms.md', `An API client with an expired token (${by}) gets 403.`, async (target) => {
      const reply = await expired(target, how, { accept: 'application/json', 'sec-fetch-dest': 'empty', referer: `${target.origin.origin}/contact` });
      isProblem(reply, 403);
      leavesNoFlash(reply);
    }),
    ...FOREIGN.map((headers, index) =>
      must(
        `expired-${how}-foreign-${index}`,
        'docs/security.md',
        `A post from another site's page, known by ${BY[index]}, with an expired token (${by}) gets 403. Halyard neither repeats nor stores its fields.`,
        async (target) => {
          const reply = await expired(target, how, headers);
          isPage(reply, 403);
          leavesNoFlash(reply);
          assert.ok(!reply.body.includes('A long story'));
        },
      ),
    ),
  ]),
  ...[...GONE, ['throw', 500, []] as const].map(([response, status, args]) =>
    must(
      `typed-kept-${response}`,
      'docs/forms.md',
      `A ${status} (${response}) to a form of this origin shows the typed text and a link that restores it.`,
      async (target) => {
        const browser = new Browser(target);
        const path = response === 'throw' ? refusalPath([], { throw: 'error' }, '/send') : refusalPath(args, { response }, '/send');
        const reply = await browser.submit(path, { ...TYPED, ...SECRETS }, { referer: `${target.origin.origin}/contact` });
        isPage(reply, status);
        assert.match(reply.headers['cache-control'] ?? '', /\bno-store\b/);
        assert.match(reply.headers['clear-site-data'] ?? '', /"prefetchCache"/, 'a page from before would be shown without the typed text');
        assert.ok(reply.body.replaceAll('&quot;', '&#34;').includes(escaped(STORY)), 'the typed text is lost');
        assert.ok(!reply.body.includes('<b>co</b>'), 'the typed text is markup on the page');
        hasNoSecretValue(reply.body);
        assert.match(reply.body, /<a\b[^<>]*href="\/contact"/);
        const page = await browser.open('/contact');
        assert.deepEqual(flashOn(page)?.old['story'], [STORY]);
        assert.deepEqual(flashOn(page)?.errors, {});
        hasNoSecretValue(decodeURIComponent(page.body));
        showsNoFlash(await browser.open('/contact'));
      },
    ),
  ),
  must('typed-program', 'docs/forms.md', 'A response to an API client does not repeat what the client sent.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([], { throw: 'error' }), TYPED, { accept: 'application/json', 'sec-fetch-dest': 'empty' });
    const { report: _, ...problem } = isProblem(reply, 500);
    leavesNoFlash(reply);
    // In development the report shows the request to the developer.
    assert.ok(!(target.environment === 'development' ? JSON.stringify(problem) : reply.body).includes('A long story'));
  }),
  must('typed-capped', 'docs/forms.md', 'The page for a body of 2 MB is sent without that body.', async (target) => {
    const reply = await new Browser(target).submit(refusalPath([], { response: 'contentTooLarge' }), { story: 'long '.repeat(400_000) });
    isPage(reply, 413);
    assert.ok(reply.bytes < 200_000);
  }),
];

import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import { flashOn, ISSUES, isRedirectedBack, refusalPath, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

/** A script's request for an address of its own page. */
const FETCHED = { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' };

/** Header fields of front ends that put an answer into a part of the page. */
const PARTS: readonly (readonly [id: string, name: string, headers: Readonly<Record<string, string>>])[] = [
  ['htmx', 'htmx', { ...FETCHED, 'hx-request': 'true' }],
  ['unpoly', 'Unpoly', { ...FETCHED, 'x-up-version': '3.14.3', 'x-up-target': '#orders', 'x-up-fail-target': 'form[action="/contact"]' }],
  ['alpine', 'alpine-ajax', { ...FETCHED, 'x-alpine-request': 'true', 'x-alpine-target': 'orders' }],
];

/** Requirements for front ends that follow a redirect themselves and put the page's content into a part of the open page. */
export const formsParts: readonly Requirement[] = [
  ...PARTS.flatMap(([id, name, headers]) => [
    must(
      `part-message-${id}`,
      'docs/front-ends.md',
      `A message that ${name} leaves is shown in the part that it fetches after the redirect, once.`,
      async (target) => {
        const browser = new Browser(target);
        const { status } = await browser.submit('/message', {}, headers);
        assert.equal(status, 303);
        assert.deepEqual(flashOn(await browser.open('/contact', headers))?.messages['success'], ['Your letter is on its way']);
        showsNoFlash(await browser.open('/contact', headers));
        showsNoFlash(await browser.open('/contact'));
      },
    ),
    must(`part-aside-${id}`, 'docs/front-ends.md', `A part that ${name} fetches does not use up the flash that waits for the page.`, async (target) => {
      const browser = new Browser(target);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
      showsNoFlash(await browser.open('/contact', headers));
      showsError(await browser.open('/contact'));
    }),
    must(
      `part-failure-${id}`,
      'docs/front-ends.md',
      `A failure is a fragment with its status for ${name}, and no cache may give it to a browser.`,
      async (target) => {
        const reply = await new Browser(target).submit('/contact?throw=error', TYPED, headers);
        assert.equal(reply.status, 500);
        assert.match(reply.headers['content-type'] ?? '', /^text\/html/);
        assert.match(reply.body, /class="halyard-error" role="alert"/);
        assert.doesNotMatch(reply.body, /<title>/);
        assert.match(reply.headers['vary'] ?? '', /HX-Request|X-Up-Version|X-Alpine-Request/i);
      },
    ),
  ]),
  must('part-invalid-unpoly', 'docs/front-ends.md', 'Unpoly gets the errors of an invalid form as a fragment for the fail target.', async (target) => {
    const [, , headers] = PARTS[1] as (typeof PARTS)[number];
    const reply = await new Browser(target).submit(refusalPath([ISSUES, '/contact']), TYPED, headers);
    assert.equal(reply.status, 400);
    assert.match(reply.headers['x-up-target'] ?? '', /^form\[action="\/contact"\]/);
    const [, form = ''] = reply.body.split('<form action="/contact">');
    assert.match(form, /<li>/);
  }),
  must('part-invalid-alpine', 'docs/front-ends.md', 'The page of an invalid form has the errors and what was typed for alpine-ajax.', async (target) => {
    const [, , headers] = PARTS[2] as (typeof PARTS)[number];
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, headers), '/contact');
    showsError(await browser.open('/contact', headers));
    showsNoFlash(await browser.open('/contact'));
  }),
];

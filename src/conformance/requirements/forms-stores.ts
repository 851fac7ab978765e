import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import { API, isProblem } from './expect.ts';
import { ISSUES, isAnsweredInPlace, isRedirectedBack, refusalPath, showsError, showsNoFlash, TYPED } from './forms-expect.ts';

const FAULTS: Readonly<Record<string, string>> = {
  'store-down': 'cannot be reached',
  'store-throws': 'throws',
  'store-hangs': 'does not answer',
};

/** Requirements for a flash that could not be kept. A redirect would lose it. */
export const formsStores: readonly Requirement[] = Object.entries(FAULTS).flatMap(([fault, what]) => [
  must(
    `fault-${fault}`,
    'docs/flash-stores.md',
    `If the flash store ${what}, the response is sent in place and within the deadline.`,
    async (target) => {
      const browser = new Browser(target);
      const before = performance.now();
      isAnsweredInPlace(await browser.submit(refusalPath([ISSUES, '/contact'], { fault }), TYPED));
      assert.ok(performance.now() - before < 3_000, 'the client waited for the store');
      showsNoFlash(await browser.open('/contact'));
    },
    { store: true },
  ),
  must(
    `fault-${fault}-api`,
    'docs/flash-stores.md',
    `If the flash store ${what}, an API client gets its problem without delay.`,
    async (target) => {
      const before = performance.now();
      isProblem(await new Browser(target).submit(refusalPath([ISSUES, '/contact'], { fault }), TYPED, { ...API, 'sec-fetch-dest': 'empty' }), 400);
      assert.ok(performance.now() - before < 1_500, 'a program waited for the store');
    },
    { store: true },
  ),
  must(
    `fault-${fault}-lost-nothing`,
    'docs/flash-stores.md',
    `If the flash store ${what}, the page of a 503 still shows the typed text.`,
    async (target) => {
      const reply = await new Browser(target).submit(refusalPath([], { fault, response: 'serviceUnavailable' }, '/send'), TYPED, {
        referer: `${target.origin.origin}/contact`,
      });
      assert.equal(reply.status, 503);
      assert.ok(reply.body.includes('A long story'));
      assert.deepEqual(reply.cookies, []);
    },
    { store: true },
  ),
  must(
    `fault-${fault}-after`,
    'docs/flash-stores.md',
    `If the flash store ${what} once, the next form is redirected again.`,
    async (target) => {
      const browser = new Browser(target);
      await browser.submit(refusalPath([ISSUES, '/contact'], { fault }), TYPED);
      isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
      showsError(await browser.open('/contact'));
    },
    { store: true },
  ),
]);

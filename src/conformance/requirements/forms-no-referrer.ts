import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import { isPage } from './expect.ts';
import { flashOn, hasWayBack, isRedirectedBack, refusalPath, TYPED } from './forms-expect.ts';

/** Requirements for a page with the policy `no-referrer`. Its forms are sent with `Origin: null` and no Referer. */
export const formsNoReferrer: readonly Requirement[] = [
  must(
    'site-no-referrer',
    'docs/forms.md',
    'Under `no-referrer`, the page of an expired form says that it expired. The page has the typed text and a way back.',
    async (target) => {
      const reply = await new Browser(target).submit(refusalPath([], { throw: 'csrf' }, '/send'), TYPED, { origin: 'null' });
      isPage(reply, 403);
      assert.match(reply.body, /\bexpired\b/);
      assert.ok(!reply.body.includes('You do not have access'), 'the page states that access is denied');
      assert.ok(reply.body.includes('A long story'), 'the typed text is lost');
      hasWayBack(reply.body);
    },
  ),
  must(
    'site-no-referrer-here',
    'docs/forms.md',
    'Under `no-referrer`, an expired form that was posted to its own page is redirected there, or gets a way back.',
    async (target) => {
      const browser = new Browser(target);
      const reply = await browser.submit(refusalPath([], { throw: 'csrf' }), TYPED, { origin: 'null' });
      if (reply.status === 403) {
        hasWayBack(reply.body);
        return;
      }
      isRedirectedBack(reply, '/contact');
      const page = await browser.open('/contact');
      assert.match(JSON.stringify(flashOn(page)?.errors), /expired/);
      assert.deepEqual(flashOn(page)?.old['story'], [TYPED['story']]);
    },
  ),
];

import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { BROWSER, callResponse, hasNoSecret, isPage } from './expect.ts';

/** Requirements for HTML pages. */
export const pages: readonly Requirement[] = [
  must('view', 'Sails 1, res.serverError(); docs/views.md', "A browser gets the app's own page for the status.", async (target) => {
    for (const [response, status] of [
      ['badRequest', 400],
      ['forbidden', 403],
      ['notFound', 404],
      ['serverError', 500],
    ] as const) {
      const reply = await callResponse(target, response, [], { headers: BROWSER });
      isPage(reply, status);
      assert.match(reply.body, new RegExp(`data-view="${status}"`));
    }
  }),
  must('view-locals', 'docs/views.md', 'Every page has the same locals.', async (target) => {
    const reply = await callResponse(target, 'forbidden', ['Only the owner may'], { headers: BROWSER });
    assert.match(reply.body, /<p id="message">Only the owner may<\/p>/);
    assert.match(reply.body, /<pre id="data">null<\/pre>/);
  }),
  must('view-locals-of-the-app', 'docs/options.md', "A page has the locals of the app's function, also if it returns a promise.", async (target) => {
    for (const fault of [undefined, 'locals-late']) {
      const reply = await callResponse(target, 'forbidden', [], { headers: BROWSER }, fault);
      isPage(reply, 403);
      assert.match(reply.body, /<p id="site">Harbour of object<\/p>/);
    }
  }),
  must('view-locals-of-the-request', 'docs/views.md', 'An error page has the locals that the app has set for the pages of this request.', async (target) => {
    const query = new URLSearchParams({ response: 'forbidden', local: 'Ada <3' });
    assert.match((await target.ask(`/respond?${query}`, { headers: BROWSER })).body, /<p id="visitor">Ada &lt;3<\/p>/);
    assert.match((await callResponse(target, 'forbidden', [], { headers: BROWSER })).body, /<p id="visitor"><\/p>/);
  }),
  ...['throws', 'rejects', 'hangs', 'text'].map((how) =>
    must(`view-locals-${how}`, 'docs/options.md', `If the option locals fails (${how}), the page is rendered without its locals.`, async (target) => {
      const reply = await callResponse(target, 'forbidden', ['Only the owner may'], { headers: BROWSER, timeout: 12_000 }, `locals-${how}`);
      isPage(reply, 403);
      assert.match(reply.body, /<p id="message">Only the owner may<\/p>/);
      assert.match(reply.body, /<p id="site"><\/p>/);
      if (target.environment === 'production') hasNoSecret(reply);
      const records = await target.records(String(reply.headers['error-reference']), { atLeast: 2 });
      assert.equal(records.filter((record) => JSON.stringify(record).includes('locals')).length, 1, 'the failure of the option is logged once');
    }),
  ),
  must('view-escapes', 'docs/security.md', 'A page escapes the message.', async (target) => {
    const reply = await callResponse(target, 'forbidden', ['<img src=x onerror=alert(1)>'], { headers: BROWSER });
    assert.ok(!reply.body.includes('<img'));
    const builtIn = await callResponse(target, 'gone', ['<img src=x onerror=alert(1)>'], { headers: BROWSER });
    assert.ok(!builtIn.body.includes('<img'));
  }),
  must(
    'built-in-page',
    'docs/views.md',
    'The built-in page has language, title, one heading, `main`, viewport and `noindex`, and loads nothing.',
    async (target) => {
      const { body } = await callResponse(target, 'gone', [], { headers: BROWSER });
      assert.match(body, /^<!doctype html><html lang="en">/);
      assert.match(body, /<title>Gone/);
      assert.equal(body.match(/<h1>/g)?.length, 1);
      assert.match(body, /<main>/);
      assert.match(body, /name="viewport"/);
      assert.match(body, /name="robots" content="noindex"/);
      assert.ok(!/<script|<link|src=|url\(|@import|http-equiv/i.test(body));
    },
    { environment: 'production' },
  ),
  must(
    'built-in-retry',
    'docs/views.md',
    'The built-in page says after what time to try again.',
    async (target) => {
      const { body } = await callResponse(target, 'serviceUnavailable', ['x', { retryAfter: 90 }], { headers: BROWSER });
      assert.match(body, /<time datetime="PT90S">90 seconds<\/time>/);
    },
    { environment: 'production' },
  ),
];

import assert from 'node:assert/strict';
import { must, type Requirement, should } from '../requirement.ts';
import { API, BROWSER, isPage, isProblem, listOf, say } from './expect.ts';

type Row = readonly [id: string, source: string, who: string, headers: Readonly<Record<string, string>>, type: RegExp];

const PROBLEM = /^application\/problem\+json$/;
const JSON_TYPE = /^application\/(?:problem\+)?json\b/;
const PAGE = /^text\/html; charset=utf-8$/;

/** Who sends what, and what it gets for a 404. */
const ROWS: readonly Row[] = [
  ['accept-none', 'RFC 9110, 12.5.1', 'a client without Accept gets a problem', {}, PROBLEM],
  ['accept-any', 'RFC 9110, 12.5.1', 'a client that takes anything gets a problem', { accept: '*/*' }, PROBLEM],
  ['accept-empty', 'RFC 9110, 12.5.1', 'an empty Accept gets a problem', { accept: '' }, PROBLEM],
  ['accept-json', 'RFC 9457, 3', 'a client that asks for JSON gets it', API, JSON_TYPE],
  ['accept-problem', 'RFC 9457, 3', 'a client that asks for a problem gets it under that type', { accept: 'application/problem+json' }, PROBLEM],
  ['accept-vendor-json', 'RFC 9110, 12.5.1', 'a vendor JSON type gets a problem', { accept: 'application/vnd.x+json' }, PROBLEM],
  [
    'accept-image',
    'RFC 9110, 12.5.1',
    'a client that wants only pictures gets the status all the same, with a body it can be read from',
    { accept: 'image/png' },
    JSON_TYPE,
  ],
  [
    'accept-malformed',
    'RFC 9110, 12.5.1',
    'a browser with a broken Accept gets an answer',
    { accept: 'text/html,image/apng*/*;q=0.8' },
    /^(?:text\/html|application\/problem)/,
  ],
  ['accept-traversal', 'RFC 9110, 12.5.1', 'an Accept that is no media type gets an answer', { accept: '../../x{{' }, JSON_TYPE],
  ['accept-q', 'RFC 9110, 12.4.2', 'quality values decide: JSON over HTML', { accept: 'text/html;q=0.1, application/json' }, JSON_TYPE],
  ['accept-q-html', 'RFC 9110, 12.4.2', 'quality values decide: HTML over JSON', { accept: 'application/json;q=0.3, text/html;q=0.9' }, PAGE],
  ['accept-q-zero', 'RFC 9110, 12.4.2', 'JSON that is refused is not sent', { accept: 'application/json;q=0, */*' }, /^text\//],
  ['accept-axios', 'RFC 9110, 12.5.1', 'axios gets JSON', { accept: 'application/json, text/plain, */*' }, JSON_TYPE],
  ['accept-browser', 'RFC 9110, 12.5.1', 'a browser gets a page', BROWSER, PAGE],
  [
    'accept-browser-without-metadata',
    'RFC 9110, 12.5.1',
    'a browser over plain http, without Fetch Metadata, gets a page',
    { accept: BROWSER['accept'] as string },
    PAGE,
  ],
  ['accept-xhtml', 'docs/formats.md', 'application/xhtml+xml gets a page', { accept: 'application/xhtml+xml' }, PAGE],
  ['accept-upper-case', 'RFC 9110, 8.3.1', 'media types have no case', { accept: 'TEXT/HTML' }, PAGE],
  ['accept-text', 'docs/formats.md', 'text/plain gets plain text', { accept: 'text/plain' }, /^text\/plain; charset=utf-8$/],
  ['accept-markdown', 'docs/formats.md', 'text/markdown gets Markdown', { accept: 'text/markdown' }, /^text\/markdown; charset=utf-8$/],
  [
    'dest-document',
    'W3C Fetch Metadata, 2',
    'a navigation whose Accept was lost gets a page',
    { accept: '*/*', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'cors' },
    PAGE,
  ],
  ['dest-iframe', 'W3C Fetch Metadata, 2', 'a frame gets a page', { accept: '*/*', 'sec-fetch-dest': 'iframe' }, PAGE],
  ['dest-empty', 'W3C Fetch Metadata, 2', "a script's fetch gets JSON", { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }, PROBLEM],
  ['dest-none', 'W3C Fetch Metadata, 2', 'mode cors without a destination is a program', { accept: '*/*', 'sec-fetch-mode': 'cors' }, PROBLEM],
  ['dest-unknown', 'W3C Fetch Metadata, 2', 'an unknown destination is ignored', { accept: '*/*', 'sec-fetch-dest': 'hologram' }, PROBLEM],
  ['xhr-any', 'docs/formats.md', 'an XHR that takes anything gets JSON', { accept: '*/*', 'x-requested-with': 'XMLHttpRequest' }, PROBLEM],
  [
    'xhr-html',
    'docs/formats.md',
    'an XHR that asks for HTML gets it (pjax, htmx)',
    { accept: 'text/html, */*; q=0.01', 'x-requested-with': 'XMLHttpRequest' },
    PAGE,
  ],
  [
    'xhr-tie',
    'docs/formats.md',
    'an XHR to which both are welcome gets JSON',
    { accept: 'text/html, application/json', 'x-requested-with': 'XMLHttpRequest' },
    JSON_TYPE,
  ],
];

export const negotiation: readonly Requirement[] = [
  ...ROWS.map(([id, source, says, headers, type]) =>
    must(id, source, says, async (target) => {
      const reply = await say(target, 'notFound', [], { headers });
      assert.equal(reply.status, 404);
      assert.match(reply.headers['content-type'] ?? '', type);
      assert.ok(reply.body.length > 0);
    }),
  ),
  must('json-body', 'docs/formats.md', 'a request with a JSON body that takes anything gets JSON', async (target) => {
    const headers = { accept: '*/*', 'content-type': 'application/json', 'sec-fetch-dest': 'document' };
    isProblem(await say(target, 'badRequest', ['no'], { method: 'POST', headers, body: '{}' }), 400);
  }),
  must('form-body', 'docs/formats.md', 'a form of a browser gets a page', async (target) => {
    const headers = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
    isPage(await say(target, 'badRequest', [[{ path: ['name'], message: 'Please give a name' }]], { method: 'POST', headers, body: 'name=' }), 400);
  }),
  must('accept-64-kb', 'docs/security.md', '64 KB of Accept neither fail nor take long', async (target) => {
    // More than Node's own limit of a header; the answer is then 431, and still one.
    const before = performance.now();
    const big = await target.ask('/say', { headers: { accept: ','.repeat(65_000) } }).catch(() => undefined);
    if (big !== undefined) assert.ok(big.status >= 400);
    for (const accept of [','.repeat(12_000), 'a/b;q=0.1,'.repeat(1_200), `${'x'.repeat(6_000)}/${'y'.repeat(6_000)}`, 'text/html;'.repeat(1_200)]) {
      const reply = await say(target, 'notFound', [], { headers: { accept } });
      assert.equal(reply.status, 404);
    }
    assert.ok(performance.now() - before < 5_000);
  }),
  must('format-override', 'docs/responses.md', 'a format that the call asks for beats every field', async (target) => {
    isProblem(await say(target, 'notFound', ['gone fishing', { format: 'json' }], { headers: BROWSER }), 404);
    isPage(await say(target, 'notFound', ['gone fishing', { format: 'html' }], { headers: API }), 404);
  }),
  must('vary', 'RFC 9110, 12.5.5', 'every variant tells caches what decided it', async (target) => {
    for (const headers of [{}, API, BROWSER, { accept: 'text/plain' }]) {
      const reply = await say(target, 'notFound', [], { headers });
      assert.deepEqual(listOf(reply.headers['vary']).filter((name) => ['accept', 'sec-fetch-dest', 'x-requested-with'].includes(name)).length, 3);
    }
  }),
  should('success-not-html', 'docs/responses.md', 'ok() sends data as JSON to a browser, when there is no view for it', async (target) => {
    const reply = await say(target, 'ok', [{ berth: 7 }], { headers: BROWSER });
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.json(), { berth: 7 });
  }),
];

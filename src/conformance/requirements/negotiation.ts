import assert from 'node:assert/strict';
import { must, type Requirement, should } from '../requirement.ts';
import { API, BROWSER, callResponse, isPage, isProblem, listOf } from './expect.ts';

type Row = readonly [id: string, source: string, who: string, headers: Readonly<Record<string, string>>, type: RegExp];

const PROBLEM = /^application\/problem\+json$/;
const JSON_TYPE = /^application\/(?:problem\+)?json\b/;
const PAGE = /^text\/html; charset=utf-8$/;

/** Clients with their Accept field, and the media type of their 404. */
const ROWS: readonly Row[] = [
  ['accept-none', 'docs/formats.md', 'A client without Accept gets a problem document.', {}, PROBLEM],
  ['accept-any', 'docs/formats.md', 'A client that accepts `*/*` gets a problem document.', { accept: '*/*' }, PROBLEM],
  ['accept-empty', 'docs/formats.md', 'A client with an empty Accept gets a problem document.', { accept: '' }, PROBLEM],
  ['accept-json', 'RFC 9457, 3', 'A client that asks for JSON gets JSON.', API, JSON_TYPE],
  ['accept-problem', 'RFC 9457, 3', 'A client that asks for `application/problem+json` gets that type.', { accept: 'application/problem+json' }, PROBLEM],
  [
    'accept-vendor-json',
    'docs/formats.md',
    'A client that asks for a vendor JSON type gets a problem document.',
    { accept: 'application/vnd.x+json' },
    PROBLEM,
  ],
  ['accept-image', 'RFC 9110, 12.5.1', 'A client that accepts only images gets the original status and a JSON body.', { accept: 'image/png' }, JSON_TYPE],
  [
    'accept-malformed',
    'RFC 9110, 12.5.1',
    'A browser with a malformed Accept gets a response.',
    { accept: 'text/html,image/apng*/*;q=0.8' },
    /^(?:text\/html|application\/problem)/,
  ],
  ['accept-traversal', 'RFC 9110, 12.5.1', 'A client whose Accept is not a media type gets a JSON response.', { accept: '../../x{{' }, JSON_TYPE],
  [
    'accept-q',
    'RFC 9110, 12.4.2',
    'A client that prefers JSON to HTML by quality values gets JSON.',
    { accept: 'text/html;q=0.1, application/json' },
    JSON_TYPE,
  ],
  [
    'accept-q-html',
    'RFC 9110, 12.4.2',
    'A client that prefers HTML to JSON by quality values gets a page.',
    { accept: 'application/json;q=0.3, text/html;q=0.9' },
    PAGE,
  ],
  ['accept-q-zero', 'RFC 9110, 12.4.2', 'A client that refuses JSON with `q=0` gets no JSON.', { accept: 'application/json;q=0, */*' }, /^text\//],
  ['accept-axios', 'docs/formats.md', 'The default Accept of axios gets JSON.', { accept: 'application/json, text/plain, */*' }, JSON_TYPE],
  ['accept-browser', 'docs/formats.md', 'The default Accept of a browser gets a page.', BROWSER, PAGE],
  [
    'accept-browser-without-metadata',
    'docs/formats.md',
    'A browser over plain HTTP, which sends no Fetch Metadata, gets a page.',
    { accept: BROWSER['accept'] as string },
    PAGE,
  ],
  ['accept-xhtml', 'docs/formats.md', 'A client that asks for `application/xhtml+xml` gets a page.', { accept: 'application/xhtml+xml' }, PAGE],
  ['accept-upper-case', 'RFC 9110, 8.3.1', 'Halyard compares media types without regard to case.', { accept: 'TEXT/HTML' }, PAGE],
  ['accept-text', 'docs/formats.md', 'A client that asks for `text/plain` gets plain text.', { accept: 'text/plain' }, /^text\/plain; charset=utf-8$/],
  [
    'accept-markdown',
    'docs/formats.md',
    'A client that asks for `text/markdown` gets Markdown.',
    { accept: 'text/markdown' },
    /^text\/markdown; charset=utf-8$/,
  ],
  [
    'dest-document',
    'W3C Fetch Metadata, 2',
    'A browser navigation with `Accept: */*` gets a page.',
    { accept: '*/*', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'cors' },
    PAGE,
  ],
  ['dest-iframe', 'W3C Fetch Metadata, 2', 'A frame with `Accept: */*` gets a page.', { accept: '*/*', 'sec-fetch-dest': 'iframe' }, PAGE],
  [
    'dest-empty',
    'W3C Fetch Metadata, 2',
    'The `fetch()` of a script gets JSON.',
    { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
    PROBLEM,
  ],
  [
    'dest-none',
    'W3C Fetch Metadata, 2',
    "A request with `Sec-Fetch-Mode: cors` and no destination, as from Node's `fetch()`, gets JSON.",
    { accept: '*/*', 'sec-fetch-mode': 'cors' },
    PROBLEM,
  ],
  ['dest-unknown', 'W3C Fetch Metadata, 2', 'Halyard ignores an unknown value of Sec-Fetch-Dest.', { accept: '*/*', 'sec-fetch-dest': 'hologram' }, PROBLEM],
  ['xhr-any', 'docs/formats.md', 'An XMLHttpRequest that accepts anything gets JSON.', { accept: '*/*', 'x-requested-with': 'XMLHttpRequest' }, PROBLEM],
  [
    'xhr-html',
    'docs/formats.md',
    'An XMLHttpRequest that asks for HTML, as from htmx, gets a page.',
    { accept: 'text/html, */*; q=0.01', 'x-requested-with': 'XMLHttpRequest' },
    PAGE,
  ],
  [
    'xhr-tie',
    'docs/formats.md',
    'An XMLHttpRequest that accepts HTML and JSON alike gets JSON.',
    { accept: 'text/html, application/json', 'x-requested-with': 'XMLHttpRequest' },
    JSON_TYPE,
  ],
];

/** Requirements for the format of an answer. */
export const negotiation: readonly Requirement[] = [
  ...ROWS.map(([id, source, sentence, headers, type]) =>
    must(id, source, sentence, async (target) => {
      const reply = await callResponse(target, 'notFound', [], { headers });
      assert.equal(reply.status, 404);
      assert.match(reply.headers['content-type'] ?? '', type);
      assert.ok(reply.body.length > 0);
    }),
  ),
  must('json-body', 'docs/formats.md', 'A request with a JSON body that accepts anything gets JSON.', async (target) => {
    const headers = { accept: '*/*', 'content-type': 'application/json', 'sec-fetch-dest': 'document' };
    isProblem(await callResponse(target, 'badRequest', ['no'], { method: 'POST', headers, body: '{}' }), 400);
  }),
  must('form-body', 'docs/formats.md', 'A form that a browser sends gets a page.', async (target) => {
    const headers = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
    isPage(await callResponse(target, 'badRequest', [[{ path: ['name'], message: 'Please give a name' }]], { method: 'POST', headers, body: 'name=' }), 400);
  }),
  must('accept-64-kb', 'ours', 'An Accept of 64 KB gets a response, and quickly.', async (target) => {
    // Node itself may limit the header section to fewer bytes. Then the response is a 431, which is still a response.
    const before = performance.now();
    const big = await target.ask('/respond', { headers: { accept: ','.repeat(65_000) } }).catch(() => undefined);
    if (big !== undefined) assert.ok(big.status >= 400);
    for (const accept of [','.repeat(12_000), 'a/b;q=0.1,'.repeat(1_200), `${'x'.repeat(6_000)}/${'y'.repeat(6_000)}`, 'text/html;'.repeat(1_200)]) {
      const reply = await callResponse(target, 'notFound', [], { headers: { accept } });
      assert.equal(reply.status, 404);
    }
    assert.ok(performance.now() - before < 5_000);
  }),
  must('format-override', 'docs/responses.md', 'The option `format` of a response overrides every header of the request.', async (target) => {
    isProblem(await callResponse(target, 'notFound', ['gone fishing', { format: 'json' }], { headers: BROWSER }), 404);
    isPage(await callResponse(target, 'notFound', ['gone fishing', { format: 'html' }], { headers: API }), 404);
  }),
  must('vary', 'RFC 9110, 12.5.5', 'Every variant of a response lists in Vary the headers that chose it.', async (target) => {
    for (const headers of [{}, API, BROWSER, { accept: 'text/plain' }]) {
      const reply = await callResponse(target, 'notFound', [], { headers });
      assert.deepEqual(listOf(reply.headers['vary']).filter((name) => ['accept', 'sec-fetch-dest', 'x-requested-with'].includes(name)).length, 3);
    }
  }),
  should('success-not-html', 'docs/responses.md', 'Without a view, `ok(data)` sends JSON to a browser.', async (target) => {
    const reply = await callResponse(target, 'ok', [{ berth: 7 }], { headers: BROWSER });
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.json(), { berth: 7 });
  }),
];

import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Ask, Reply, Target } from '../target.ts';
import { API, BROWSER, callResponse, isPage } from './expect.ts';

const DEVELOPMENT = { environment: 'development' } as const;
/** The end of the message of `/hostile?value=error`. Its credentials are masked. */
const MESSAGE = '@host/db';
/** The heading of the answers of production. */
export const PRODUCTION_SECTION = 'What production sends';
/** What a client that gets the report accepts. */
export const FORMATS: readonly string[] = ['text/html', 'text/markdown', 'text/plain', 'application/json'];

/** A value in a place of the request that must never be shown. The name or the shape shows that it is a secret. */
const PLANTED = {
  named: 'planted-by-its-name-7',
  shaped: ['sk', 'live', '51H8xkJ2eZvKYlo2C0aBcDeFgHiJkLmNoP'].join('_'),
  cookie: 'planted-in-a-cookie-7',
  bearer: 'planted-as-a-bearer-7',
  body: 'planted-in-the-body-7',
};

interface Report {
  readonly hints: readonly { readonly text: string; readonly lines?: readonly string[] }[];
  readonly issues: readonly { readonly pointer: string; readonly message: string }[];
  readonly errors: readonly {
    readonly name: string;
    readonly message: string;
    readonly frames: readonly { readonly excerpt?: { readonly lines: readonly string[] } }[];
  }[];
  readonly request: { readonly method: string; readonly url: string; readonly negotiation: string; readonly headers: readonly (readonly [string, string])[] };
  readonly versions: Readonly<Record<string, string>>;
}

/** Requests the route that throws an error. */
export function thrown(target: Target, ask: Ask = {}): Promise<Reply> {
  return target.ask('/hostile?value=error&how=throw', ask);
}

/** The report in an answer with JSON. */
function reportIn(reply: Reply): Report {
  const { report } = reply.json();
  assert.ok(typeof report === 'object' && report !== null, 'the answer has no report');
  return report as Report;
}

/** The report for the developer, on each host and in each format. */
export const developmentReport: readonly Requirement[] = [
  must(
    'report-page',
    'docs/development-page.md',
    'In development, the page of a thrown error has its class, its message, the request, and what production sends.',
    async (target) => {
      const page = await thrown(target, { headers: BROWSER });
      isPage(page, 500);
      for (const text of ['Error', MESSAGE, 'GET', '/hostile?value=error', PRODUCTION_SECTION]) assert.ok(page.body.includes(text), `the page has no ${text}`);
      const { errors, request, versions } = reportIn(await thrown(target, { headers: API }));
      assert.equal(errors[0]?.name, 'Error');
      assert.deepEqual([request.method, request.url], ['GET', '/hostile?value=error&how=throw']);
      assert.ok(request.headers.some(([name, value]) => name === 'accept' && value === API['accept']));
      assert.match(request.negotiation, /^Accept application\/json → JSON, because /);
      assert.match(versions['node'] ?? '', /^\d+\./);
      assert.match(versions['halyard'] ?? '', /^\d+\./);
    },
    DEVELOPMENT,
  ),
  must(
    'report-source',
    'docs/development-page.md',
    'In development, the report of a thrown error has lines of the source of the app.',
    async (target) => {
      const { errors } = reportIn(await thrown(target, { headers: API }));
      assert.ok(
        errors[0]?.frames.some(({ excerpt }) => (excerpt?.lines.length ?? 0) > 0),
        'no frame has its source',
      );
    },
    DEVELOPMENT,
  ),
  must(
    'report-formats',
    'docs/development-page.md',
    'In development, a client that accepts Markdown, plain text or JSON gets the same report in this format.',
    async (target) => {
      for (const accept of FORMATS) {
        const reply = await thrown(target, { headers: { accept } });
        assert.equal(reply.status, 500);
        assert.ok(reply.headers['content-type']?.startsWith(accept), `${reply.headers['content-type']} for ${accept}`);
        for (const text of ['Error', MESSAGE, 'GET', '/hostile']) assert.ok(reply.body.includes(text), `${accept} has no ${text}`);
      }
    },
    DEVELOPMENT,
  ),
  must(
    'report-near-route',
    'docs/development-page.md',
    'In development, a 404 names the nearest route, and a route of another method at the same path.',
    async (target) => {
      const near = reportIn(await target.ask('/plian', { headers: API }));
      assert.equal(near.hints[0]?.text, 'GET /plain exists. The request was GET /plian.');
      const method = reportIn(await target.ask('/plain', { method: 'DELETE', headers: API }));
      assert.match(method.hints[0]?.text ?? '', /^GET(?:, POST)? \/plain exists\. The request was DELETE \/plain\.$/);
      const page = await target.ask('/plian', { headers: { accept: 'text/markdown' } });
      assert.ok(page.body.includes('GET /plain'));
      const { hints } = reportIn(await target.ask('/nothing/like/it', { headers: API }));
      assert.ok(!hints.some(({ text }) => text.includes('The request was')), 'a route is named that is not near');
    },
    DEVELOPMENT,
  ),
  must(
    'report-issues',
    'docs/development-page.md',
    'In development, the report of a 422 has each issue with its JSON pointer and its message.',
    async (target) => {
      const reply = await callResponse(target, 'unprocessableContent', [{ email: 'is not an address' }], { headers: API });
      assert.equal(reply.status, 422);
      assert.deepEqual(
        reportIn(reply).issues.map(({ pointer, message }) => [pointer, message]),
        [['#/email', 'is not an address']],
      );
    },
    DEVELOPMENT,
  ),
  must(
    'report-masked',
    'docs/development-page.md',
    'In development, no format of the report shows a secret of the query, the header fields, the cookies or the body.',
    async (target) => {
      const query = new URLSearchParams({ value: 'error', how: 'throw', password: PLANTED.named, note: PLANTED.shaped });
      for (const accept of FORMATS) {
        const headers = {
          accept,
          authorization: `Bearer ${PLANTED.bearer}`,
          cookie: `sid=${PLANTED.cookie}; theme=${PLANTED.cookie}`,
          'x-api-key': PLANTED.named,
          'x-note': PLANTED.shaped,
          'content-type': 'application/json',
        };
        const body = JSON.stringify({ name: 'Ann', password: PLANTED.body, address: { token: PLANTED.body, note: PLANTED.shaped } });
        const reply = await target.ask(`/hostile?${query}`, { method: 'POST', headers, body });
        assert.equal(reply.status, 500);
        assert.ok(reply.body.includes('/hostile'));
        for (const secret of Object.values(PLANTED)) assert.ok(!reply.body.includes(secret), `${accept} has ${secret}`);
      }
    },
    DEVELOPMENT,
  ),
  must(
    'report-failing-view',
    'docs/development-page.md',
    "In development, the failure of the app's view stands before the error that the view was for.",
    async (target) => {
      const page = await callResponse(target, 'serverError', ['the till is open'], { headers: BROWSER }, 'view-throws');
      isPage(page, 500);
      const [view, original] = [page.body.indexOf('the view throws'), page.body.lastIndexOf('the till is open')];
      assert.ok(view !== -1 && view < original, `the view at ${view}, the error at ${original}`);
    },
    DEVELOPMENT,
  ),
];

import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Reply, Target } from '../target.ts';
import { BROWSER, callResponse, isPage } from './expect.ts';

const MESSAGE = 'the till is open';
const OWN_PAGE = /data-view="500"/;
const DEVELOPMENT_PAGE = />For the developer<\/h2>/;

/** Requests a route that fails with an error. `page` is the value of the query parameter that chooses the page. */
function failing(target: Target, ask: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {}, page?: string): Promise<Reply> {
  const query = new URLSearchParams({
    response: 'serverError',
    args: JSON.stringify([MESSAGE]),
    ...(page === undefined ? undefined : { 'halyard-page': page }),
  });
  return target.ask(`/respond?${query}`, { ...ask, headers: { ...BROWSER, ...ask.headers } });
}

/** Follows the link of this text, as a browser resolves it. */
function follow(target: Target, { body }: Reply, path: string, text: string): Promise<Reply> {
  const [, href] = new RegExp(`<a href="(\\?[^"]*)"[^>]*>${text}</a>`).exec(body) ?? [];
  assert.ok(href !== undefined, `there is no link "${text}"`);
  return target.ask(path + href.replaceAll('&amp;', '&'), { headers: BROWSER });
}

function isDevelopmentPage(reply: Reply): void {
  isPage(reply, 500);
  assert.match(reply.body, DEVELOPMENT_PAGE);
  assert.ok(reply.body.includes(MESSAGE));
  assert.doesNotMatch(reply.body, OWN_PAGE);
}

function isOwnPage(reply: Reply): void {
  isPage(reply, 500);
  assert.match(reply.body, OWN_PAGE);
  assert.doesNotMatch(reply.body, DEVELOPMENT_PAGE);
}

/** Requirements for the page of a 5xx in development. In production only the app's own page exists. */
export const developmentPages: readonly Requirement[] = [
  must(
    'development-page',
    'docs/views.md',
    "In development, a 5xx with an error gets the development page in place of the app's page. The two pages link to each other.",
    async (target) => {
      const first = await failing(target);
      isDevelopmentPage(first);
      const own = await follow(target, first, '/respond', 'See your own page for this status');
      isOwnPage(own);
      isDevelopmentPage(await follow(target, own, '/respond', 'See the development page'));
    },
    { environment: 'development' },
  ),
  must(
    'development-page-thrown',
    'docs/views.md',
    'In development, a thrown error gets the development page.',
    async (target) => {
      const reply = await target.ask('/hostile?value=string&how=throw', { headers: BROWSER });
      isPage(reply, 500);
      assert.match(reply.body, DEVELOPMENT_PAGE);
      assert.doesNotMatch(reply.body, OWN_PAGE);
    },
    { environment: 'development' },
  ),
  must(
    'development-page-post',
    'docs/views.md',
    'In development, the development page after a POST has no link, because a link cannot repeat the request.',
    async (target) => {
      for (const page of [undefined, 'own']) {
        const reply = await failing(target, { method: 'POST' }, page);
        isDevelopmentPage(reply);
        assert.ok(!reply.body.includes('href="?'));
      }
    },
    { environment: 'development' },
  ),
  must(
    'development-page-of-others',
    'docs/views.md',
    "In development, a client that sees no errors gets the app's page without a link, whatever its address says.",
    async (target) => {
      for (const page of [undefined, 'own', 'development']) {
        const reply = await failing(target, { headers: { 'x-forwarded-for': '203.0.113.9' } }, page);
        isOwnPage(reply);
        assert.ok(!reply.body.includes(MESSAGE));
        assert.ok(!reply.body.includes('halyard-page'));
      }
    },
    { environment: 'development' },
  ),
  must(
    'development-page-without-error',
    'docs/views.md',
    "In development, the app's page is shown for a 5xx without an error and for every 4xx.",
    async (target) => {
      for (const [response, args, status] of [
        ['serverError', [], 500],
        ['notFound', [MESSAGE], 404],
      ] as const) {
        const reply = await callResponse(target, response, args, { headers: BROWSER });
        isPage(reply, status);
        assert.match(reply.body, new RegExp(`data-view="${status}"`));
        assert.ok(!reply.body.includes('halyard-page'));
      }
    },
    { environment: 'development' },
  ),
  must(
    'development-page-on-request',
    'docs/views.md',
    'In development, the address of a failure with `halyard-page=development` has the development page, also where the app has a page for a 4xx.',
    async (target) => {
      const reply = await target.ask('/no/such/route?halyard-page=development', { headers: BROWSER });
      isPage(reply, 404);
      assert.match(reply.body, DEVELOPMENT_PAGE);
      const others = await target.ask('/no/such/route?halyard-page=development', { headers: { ...BROWSER, 'x-forwarded-for': '203.0.113.9' } });
      assert.match(others.body, /data-view="404"/);
    },
    { environment: 'development' },
  ),
  must(
    'production-page',
    'docs/views.md',
    "In production, a 5xx gets the app's page, whatever the address says.",
    async (target) => {
      const pages: string[] = [];
      for (const page of [undefined, 'own', 'development']) {
        const reply = await failing(target, {}, page);
        isOwnPage(reply);
        pages.push(reply.body.replaceAll(String(reply.headers['error-reference']), 'reference'));
      }
      assert.equal(new Set(pages).size, 1);
      assert.ok(!pages[0]?.includes('halyard-page'));
    },
    { environment: 'production' },
  ),
];

import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { API, BROWSER, callResponse, isPage, isProblem } from './expect.ts';

const STATUSES: Readonly<Record<string, readonly [status: number, title: string]>> = {
  badRequest: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  paymentRequired: [402, 'Payment Required'],
  forbidden: [403, 'Forbidden'],
  notFound: [404, 'Not Found'],
  methodNotAllowed: [405, 'Method Not Allowed'],
  notAcceptable: [406, 'Not Acceptable'],
  requestTimeout: [408, 'Request Timeout'],
  conflict: [409, 'Conflict'],
  gone: [410, 'Gone'],
  preconditionFailed: [412, 'Precondition Failed'],
  contentTooLarge: [413, 'Content Too Large'],
  unsupportedMediaType: [415, 'Unsupported Media Type'],
  unprocessableContent: [422, 'Unprocessable Content'],
  preconditionRequired: [428, 'Precondition Required'],
  tooManyRequests: [429, 'Too Many Requests'],
  unavailableForLegalReasons: [451, 'Unavailable For Legal Reasons'],
  serverError: [500, 'Internal Server Error'],
  notImplemented: [501, 'Not Implemented'],
  badGateway: [502, 'Bad Gateway'],
  serviceUnavailable: [503, 'Service Unavailable'],
  gatewayTimeout: [504, 'Gateway Timeout'],
};

/** Requirements for each built-in response. */
export const responses: readonly Requirement[] = [
  ...Object.entries(STATUSES).map(([name, [status, title]]) =>
    must(
      `response-${name}`,
      'RFC 9110, 15; RFC 9457, 4.2.1',
      `The response \`${name}()\` has status ${status} and the registered phrase, as JSON and as a page.`,
      async (target) => {
        const problem = isProblem(await callResponse(target, name, [], { headers: API }), status);
        assert.equal(problem['title'], title);
        assert.ok(problem['type'] === undefined || problem['type'] === 'about:blank');
        const page = await callResponse(target, name, [], { headers: BROWSER });
        isPage(page, status);
        assert.match(page.body, new RegExp(`<title>(?:${status} )?${title}`));
      },
    ),
  ),
  must('ok-data', 'Sails 1, res.serverError()', '`ok(data)` sends the data and nothing else.', async (target) => {
    const reply = await callResponse(target, 'ok', [{ berths: [1, 2, null, 'ü'] }], { headers: API });
    assert.equal(reply.status, 200);
    assert.match(reply.headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(reply.json(), { berths: [1, 2, null, 'ü'] });
  }),
  must('ok-empty', 'docs/responses.md', '`ok()` without data sends the status as JSON.', async (target) => {
    assert.equal((await callResponse(target, 'ok', [], { headers: API })).json()['status'], 200);
  }),
  must('ok-primitives', 'docs/responses.md', '`ok(data)` sends a number, a string, `false` or `null` as JSON with status 200.', async (target) => {
    for (const value of [404, 0, 'text <b>', '', false, null]) {
      const reply = await callResponse(target, 'ok', [value], { headers: API });
      assert.equal(reply.status, 200);
      assert.deepEqual(JSON.parse(reply.body), value);
    }
  }),
  must('created', 'RFC 9110, 15.3.2', '`created(data, location)` sends 201 with Location.', async (target) => {
    const reply = await callResponse(target, 'created', [{ id: 7 }, '/berths/7?ü'], { headers: API });
    assert.equal(reply.status, 201);
    assert.equal(reply.headers['location'], '/berths/7?%C3%BC');
    assert.deepEqual(reply.json(), { id: 7 });
  }),
  must('accepted', 'RFC 9110, 15.3.3', '`accepted(data)` sends 202.', async (target) => {
    const reply = await callResponse(target, 'accepted', [{ queue: 3 }], { headers: API });
    assert.equal(reply.status, 202);
    assert.deepEqual(reply.json(), { queue: 3 });
  }),
  must('no-content', 'RFC 9110, 15.3.5', '`noContent()` sends no body, no Content-Length and no Content-Type.', async (target) => {
    const reply = await callResponse(target, 'noContent', [], { headers: API });
    assert.equal(reply.status, 204);
    assert.equal(reply.bytes, 0);
    assert.equal(reply.headers['content-type'], undefined);
    assert.ok(reply.headers['content-length'] === undefined || reply.headers['content-length'] === '0');
  }),
  must(
    'forbidden-message',
    'Sails 0.9, Default responses',
    '`forbidden(message)` shows the message in JSON and on the page, in production too.',
    async (target) => {
      assert.equal(isProblem(await callResponse(target, 'forbidden', ['Only the owner may'], { headers: API }), 403)['detail'], 'Only the owner may');
      assert.match((await callResponse(target, 'forbidden', ['Only the owner may'], { headers: BROWSER })).body, /Only the owner may/);
    },
  ),
  must('bad-request-string', 'docs/responses.md', '`badRequest(message)` shows the message.', async (target) => {
    assert.equal(isProblem(await callResponse(target, 'badRequest', ['The date is in the past'], { headers: API }), 400)['detail'], 'The date is in the past');
  }),
  must('bad-request-issues', 'RFC 9457, 3; RFC 6901, 6', '`badRequest(issues)` lists the issues with JSON Pointers and codes.', async (target) => {
    const issues = [
      { path: ['profile', 'co/l~or'], message: 'Not a colour', code: 'not_a_colour' },
      { path: ['boats', 0, 'größe'], message: 'Too long' },
      { message: 'Something else' },
    ];
    assert.deepEqual(isProblem(await callResponse(target, 'badRequest', [issues], { headers: API }), 400)['errors'], [
      { detail: 'Not a colour', pointer: '#/profile/co~1l~0or', code: 'not_a_colour' },
      { detail: 'Too long', pointer: '#/boats/0/gr%C3%B6%C3%9Fe' },
      { detail: 'Something else' },
    ]);
  }),
  must('bad-request-map', 'docs/validation.md', '`badRequest({ field: message })` lists an issue for each field.', async (target) => {
    const errors = isProblem(await callResponse(target, 'badRequest', [{ email: 'Not an address', age: ['Too low', 'Odd'] }], { headers: API }), 400)['errors'];
    assert.deepEqual(errors, [
      { detail: 'Not an address', pointer: '#/email' },
      { detail: 'Too low', pointer: '#/age' },
      { detail: 'Odd', pointer: '#/age' },
    ]);
  }),
  must('bad-request-page', 'docs/responses.md', "`badRequest(issues)` lists the issues on a browser's page and escapes them.", async (target) => {
    const page = await callResponse(target, 'badRequest', [[{ path: ['name'], message: 'No <script>alert(1)</script>, please' }]], { headers: BROWSER });
    isPage(page, 400);
    assert.match(page.body, /No &lt;script&gt;alert\(1\)&lt;\/script&gt;, please/);
  }),
  must('bad-request-values', 'docs/validation.md', 'An issue does not repeat the submitted value.', async (target) => {
    const issues = [{ path: ['password'], message: 'Too short', value: 'hunter2', input: 'hunter2', received: 'hunter2', params: { actual: 'hunter2' } }];
    const reply = await callResponse(target, 'badRequest', [issues], { headers: API });
    // In development the report shows the request of this test, which has the arguments of the call in its query.
    const { report, ...problem } = reply.json() as { report?: object };
    assert.ok(!JSON.stringify({ ...problem, ...report, request: undefined }).includes('hunter2'));
    const [record] = await target.records(String(reply.json()['reference']));
    assert.ok(!JSON.stringify(record).includes('hunter2'));
  }),
  must('bad-request-many', 'ours', 'A list of ten thousand issues is cut, and its last entry counts the rest.', async (target) => {
    const reply = await callResponse(target, 'badRequest', [[{ path: ['field'], message: 'x'.repeat(500) }]], { headers: API }, undefined, 10_000);
    const errors = isProblem(reply, 400)['errors'] as readonly { detail: string }[];
    assert.ok(reply.bytes <= (target.environment === 'production' ? 16_384 : 131_072));
    const [, more = 'none'] = /^and (\d+) more$/.exec(errors.at(-1)?.detail ?? '') ?? [];
    assert.equal(errors.length - 1 + Number(more), 10_000, `${errors.length} errors, the last of which is ${errors.at(-1)?.detail}`);
  }),
  must('extension-data', 'RFC 9457, 3.2', 'Data of the app extends the problem document and cannot overwrite its standard members.', async (target) => {
    const problem = isProblem(
      await callResponse(target, 'conflict', [{ status: 200, title: 'fine', type: 'x', detail: 'y', heldBy: 'Ada', ['__proto__']: 1 }], { headers: API }),
      409,
    );
    assert.equal(problem['title'], 'Conflict');
    assert.equal(problem['heldBy'], 'Ada');
    assert.equal(problem['detail'], undefined);
  }),
  must(
    'unauthorized-challenge',
    'RFC 9110, 11.6.1',
    'A 401 always has a WWW-Authenticate challenge, by default one that opens no browser prompt.',
    async (target) => {
      assert.match((await callResponse(target, 'unauthorized', [], { headers: API })).headers['www-authenticate'] ?? '', /^(?!Basic)\S+/);
      const own = await callResponse(target, 'unauthorized', [{ challenge: 'Bearer realm="berths"' }], { headers: API });
      assert.equal(own.headers['www-authenticate'], 'Bearer realm="berths"');
    },
  ),
  must(
    'method-not-allowed-allow',
    'RFC 9110, 15.5.6',
    'A 405 has the methods of the app in Allow. Without them it has no Allow: an empty one says that no method is allowed.',
    async (target) => {
      assert.equal((await callResponse(target, 'methodNotAllowed', [{ allow: ['GET', 'HEAD'] }], { headers: API })).headers['allow'], 'GET, HEAD');
      assert.equal((await callResponse(target, 'methodNotAllowed', [{ allow: [] }], { headers: API })).headers['allow'], '');
      assert.equal((await callResponse(target, 'methodNotAllowed', [], { headers: API })).headers['allow'], undefined);
    },
  ),
  must('retry-after', 'RFC 9110, 10.2.3', 'Retry-After is in whole seconds, rounded up. Halyard leaves out an invalid value.', async (target) => {
    assert.equal((await callResponse(target, 'tooManyRequests', [{ retryAfter: 1.2 }], { headers: API })).headers['retry-after'], '2');
    assert.equal((await callResponse(target, 'serviceUnavailable', ['Down', { retryAfter: -5 }], { headers: API })).headers['retry-after'], '0');
    assert.equal((await callResponse(target, 'tooManyRequests', [{ retryAfter: 'soon' }], { headers: API })).headers['retry-after'], undefined);
  }),
  must('unsupported-media-type-accept', 'RFC 9110, 15.5.16', 'A 415 lists the accepted media types in Accept.', async (target) => {
    assert.equal(
      (await callResponse(target, 'unsupportedMediaType', [{ accept: ['application/json'] }], { headers: API })).headers['accept'],
      'application/json',
    );
  }),
  must('legal-link', 'RFC 7725, 4', 'A 451 names the blocking authority in a Link with `rel="blocked-by"`.', async (target) => {
    const reply = await callResponse(target, 'unavailableForLegalReasons', [{ blockedBy: 'https://example.org/court' }], { headers: API });
    assert.equal(reply.headers['link'], '<https://example.org/court>; rel="blocked-by"');
  }),
  must('unmatched', 'RFC 9110, 15.5.5', 'A URL without a route gets a 404 like any other.', async (target) => {
    isProblem(await target.ask('/no/such/route', { headers: API }), 404);
    isPage(await target.ask('/no/such/route', { headers: BROWSER }), 404);
    isProblem(await target.ask('/no/such/route', { method: 'DELETE', headers: API }), 404);
  }),
  must('undecodable', 'RFC 9110, 15.5.1', 'A URL that cannot be decoded gets a 400 or a 404.', async (target) => {
    const reply = await target.ask('/%zz/%', { headers: API });
    assert.ok(reply.status === 404 || reply.status === 400);
    isProblem(reply, reply.status);
  }),
  must('negotiate', 'docs/other-errors.md', '`negotiate(error)` sends the response that the error maps to.', async (target) => {
    isProblem(await target.ask('/hostile?value=http-error-404&how=negotiate', { headers: API }), 404);
    isProblem(await target.ask('/hostile?value=error&how=negotiate', { headers: API }), 500);
  }),
];

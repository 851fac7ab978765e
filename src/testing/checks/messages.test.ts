import { beforeEach, describe, expect, it } from 'vitest';
import { assertIssue, assertProblem, assertRedirectBack, assertRendersPage } from '../asserts.ts';
import { matchers } from '../matchers.ts';
import { recorder } from '../recorder/recorder.ts';
import { clearRecords, expectNothingReported, expectReported } from './reported.ts';

expect.extend(matchers);

const JSON_TYPE = { 'content-type': 'application/problem+json' };
const PROBLEM = { status: 409, headers: JSON_TYPE, body: '{"title":"Conflict","status":409,"code":"E_TAKEN"}' };
const ISSUES = {
  status: 400,
  headers: JSON_TYPE,
  body: JSON.stringify({
    title: 'Bad Request',
    status: 400,
    errors: [
      { detail: 'No', pointer: '#/a~1b/%C3%A9', code: 'x' },
      { detail: 'Low', parameter: 'page' },
    ],
  }),
};
const PAGE = { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><title>Gone</title><body><p>Nothing</p></body></html>' };

/** The message of an assert that fails. */
function failure(assert: () => unknown): string {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The assert has passed.');
}

describe('toBeProblem()', () => {
  it('lists each member that differs, and shows the response', () => {
    expect(failure(() => assertProblem(PROBLEM, { status: 404, code: /FREE/, detail: 'No' }))).toBe(
      `Expected the response to be a problem document with the status 404, the code /FREE/ and the detail "No".
  status: expected 404, received 409
  code: expected /FREE/, received "E_TAKEN"
  detail: expected "No", received nothing

The response: 409 application/problem+json
  {"title":"Conflict","status":409,"code":"E_TAKEN"}`,
    );
  });

  it('has a message for .not, and the values for the diff', () => {
    expect(() => matcherFails(matchers.toBeProblem(PROBLEM, 409))).not.toThrow();
    const { pass, message, expected, actual } = matchers.toBeProblem(PROBLEM, { status: 404 }) as Exclude<
      ReturnType<typeof matchers.toBeProblem>,
      PromiseLike<unknown>
    >;
    expect({ pass, expected, actual }).toEqual({ pass: false, expected: { status: 404 }, actual: { status: 409 } });
    expect(message()).toContain('Expected the response to be a problem document with the status 404.');
    expect(failure(() => expect(PROBLEM).not.toBeProblem(409))).toMatch(
      /not.*toBeProblem.*Expected the response not to be a problem document with the status 409\./s,
    );
  });

  it.each([
    ['a page', PAGE, /content-type: expected application\/problem\+json, received text\/html\n.*Accept: application\/json/],
    ['no JSON', { ...PROBLEM, body: '{' }, /body: expected a JSON object, received "\{"/],
    ['a list', { ...PROBLEM, body: '[]' }, /body: expected a JSON object, received \[\]/],
    ['another status in the document', { ...PROBLEM, status: 500 }, /status: expected 500, received 409/],
    ['no title', { ...PROBLEM, body: '{"status":409}' }, /title: expected a text, received nothing/],
    ['no type', { ...PROBLEM, headers: {} }, /received nothing/],
  ])('says why it is none: %s', (_what, response, message) => {
    expect(failure(() => assertProblem(response))).toMatch(message);
  });

  it.each([['409'], [true], [[]], [{ status: '409' }], [99], [{ status: 40.5 }]])('refuses the argument %j', (expected) => {
    expect(() => assertProblem(PROBLEM, expected as never)).toThrow(TypeError);
  });

  it.each(['409', { status: '409' }])('never passes with .not because of a wrong argument: %j', (expected) => {
    expect(() => expect(PROBLEM).not.toBeProblem(expected as never)).toThrow(/cannot use/);
  });
});

describe('toHaveIssue()', () => {
  it.each([['/a~1b/é'], ['#/a~1b/%C3%A9'], [['a/b', 'é']], [{ parameter: 'page' }]])('finds the place %j', (place) => {
    assertIssue(ISSUES, place);
  });

  it.each([['/a/b/é'], ['#/a/b/%C3%A9'], [['a', 'b', 'é']]])('does not take a key with a slash for two keys: %j', (place) => {
    expect(failure(() => assertIssue(ISSUES, place))).toContain('These issues are there:');
  });

  it('lists the issues that are there', () => {
    expect(failure(() => assertIssue(ISSUES, '/name', 'too_short'))).toContain(`Expected the response to have an issue at /name with the code "too_short".
  These issues are there:
    /a~1b/é  "x"  "No"
    parameter page  without a code  "Low"
`);
    expect(failure(() => assertIssue(PAGE, '/name'))).toContain('It is a page. Send the header Accept: application/json');
    expect(failure(() => assertIssue(PROBLEM, '/name'))).toContain('It has no issues.');
  });

  it('refuses a name in place of a pointer, and writes the pointer', () => {
    expect(failure(() => assertIssue(ISSUES, 'boat.crew[0].name'))).toContain('Write "/boat/crew/0/name".');
    expect(() => assertIssue(ISSUES, 7 as never)).toThrow(TypeError);
    expect(() => assertIssue(ISSUES, '/name', 7 as never)).toThrow(TypeError);
  });
});

describe('toRedirectBack()', () => {
  const flash = 'halyard.1x2y3z.abc12345-AAAAAAAAAAAAAAAA=Fe26; Max-Age=180';
  const redirect = (location: string, cookie = flash) => ({ status: 303, headers: { location, 'set-cookie': [cookie] }, body: '' });

  it.each([['/signup?step=2'], ['/signup?step=2#email'], ['https://a.example/signup?step=2']])('compares the whole path: %s', (path) => {
    assertRedirectBack(redirect('https://a.example/signup?step=2#email'), path);
    expect(failure(() => assertRedirectBack(redirect('/other'), path))).toContain('location: expected');
  });

  it.each([
    [{ ...PROBLEM, status: 422 }, /status: expected 303, received 422\n.*location: expected \/signup, received nothing\n.*Sec-Fetch-Site: same-origin/],
    [redirect('/signup?step=2'), /location: expected \/signup, received \/signup\?step=2/],
    [redirect('/signup', 'a=1'), /flash: expected a flash for the page, received none/],
    [redirect('/signup', 'halyard.1x2y3z.abc12345-AAAAAAAAAAAAAAAA=; Max-Age=0'), /flash: expected a flash/],
    [{ ...PAGE, redirects: ['http://127.0.0.1/signup'] }, /has followed a redirect/],
  ])('says why it is none', (response, message) => {
    expect(failure(() => assertRedirectBack(response, '/signup'))).toMatch(message);
  });

  it('refuses what is no path', () => {
    expect(() => assertRedirectBack(redirect('/signup'), 'signup')).toThrow(TypeError);
  });
});

describe('rendersPage()', () => {
  it('compares the page with those that the views have rendered', () => {
    recorder().rendered('404', PAGE.body);
    assertRendersPage(PAGE, '404');
    expect(failure(() => assertRendersPage(PAGE, '4xx'))).toContain('received the page of the view 404');
    expect(failure(() => assertRendersPage({ ...PAGE, body: 'x' }, '404'))).toContain('These views were rendered in this process: 404.');
    expect(failure(() => assertRendersPage({ ...PAGE, body: '' }, '404'))).toContain('A HEAD request has no body.');
    expect(failure(() => assertRendersPage(PROBLEM, '404'))).toContain('received application/problem+json');
    expect(() => assertRendersPage(PAGE, 404 as never)).toThrow("Write it as a text: '404'.");
  });

  it('tells views with equal pages apart by the status', () => {
    const page = (status: number) => ({ status, headers: { 'content-type': 'text/html' }, body: '<h1>Nothing is here</h1>' });
    for (const view of ['410', '404', 'fragments/4xx', '5xx', 'lost']) recorder().rendered(view, page(0).body);
    for (const view of ['404', 'fragments/4xx', 'lost']) assertRendersPage(page(404), view);
    for (const view of ['410', '5xx']) expect(failure(() => assertRendersPage(page(404), view))).toContain('received the page of the view 404, fragments/4xx');
    recorder().rendered('410', '<h1>Gone for good</h1>');
    assertRendersPage({ ...page(404), body: '<h1>Gone for good</h1>' }, '410');
  });
});

describe('expectReported()', () => {
  beforeEach(() => clearRecords());

  it('lists what was logged', () => {
    expect(failure(() => expectReported('rope'))).toContain('Nothing was logged in this process.');
    recorder().logged('error', { response: 'serverError', err: { name: 'RopeError', message: 'no rope' } }, 'GET /rope 500 serverError: no rope');
    expect(expectReported(/no rope/).level).toBe('error');
    expect(failure(() => expectReported('anchor'))).toBe(
      'Expected Halyard to have logged "anchor".\n  This record was logged:\n    error  GET /rope 500 serverError: no rope',
    );
    expect(failure(() => expectReported(new Error('no rope')))).toContain('Expected Halyard to have logged Error: no rope.');
    expect(failure(() => expectNothingReported())).toContain('GET /rope 500');
  });

  it('does not take the request for the error', () => {
    recorder().logged('error', { method: 'GET', path: '/timeout', response: 'serverError', status: 500 }, 'GET /timeout 500 serverError: Error: no rope');
    expect(failure(() => expectReported('timeout'))).toContain('Expected Halyard to have logged "timeout".');
    expect(failure(() => expectReported(/^GET/))).toContain('Expected Halyard to have logged /^GET/.');
    expect(expectReported('serverError: Error: no rope').level).toBe('error');
  });

  it.each([undefined, '', 7, {}])('refuses %j', (error) => {
    expect(() => expectReported(error as never)).toThrow(TypeError);
  });

  it('keeps the newest 1,000', () => {
    for (let count = 0; count < 1_005; count++) recorder().logged('info', { count }, `record ${count}`);
    expect(failure(() => expectReported('record 3 ')).length).toBeLessThan(2_000);
    expect(expectReported('record 1004').record).toEqual({ count: 1_004 });
  });
});

function matcherFails(result: unknown): void {
  if (!(result as { pass: boolean }).pass) throw new Error('The matcher has failed.');
}

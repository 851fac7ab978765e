import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../src/drill/model/drill-report.ts';
import { drill } from './drilled.ts';

interface Planted {
  /** The number in the comment beside the fault. */
  readonly number: number;
  readonly what: string;
  readonly code: string;
  /** A part of the message. */
  readonly says: string;
  readonly file: string;
  readonly line?: number;
}

/** The faults that are planted in the app. The drill knows none of them. */
const PLANTED: readonly Planted[] = [
  { number: 1, what: 'the cookie is in the log', code: 'leak-in-log', says: 'a cookie of the request', file: 'app.js', line: 9 },
  { number: 2, what: 'a failure is not logged', code: 'not-logged', says: 'not in the log', file: 'app.js', line: 9 },
  { number: 3, what: 'an error handler sends the stack', code: 'leak', says: 'a stack trace', file: 'app.js', line: 21 },
  { number: 4, what: 'the message and the stack are in the body', code: 'leak', says: 'the stack of an error', file: 'api/responses/forbidden.js', line: 3 },
  { number: 5, what: 'the cookie is in the page', code: 'leak', says: 'a cookie of the request', file: 'api/responses/conflict.js', line: 3 },
  { number: 6, what: 'the configuration is in a header field', code: 'leak', says: 'as base64', file: 'api/responses/badGateway.js', line: 4 },
  { number: 7, what: 'the query is in the body', code: 'leak', says: 'the query of the request', file: 'api/responses/gatewayTimeout.js', line: 3 },
  { number: 8, what: 'an own response throws', code: 'override-fails', says: 'split', file: 'api/responses/notAcceptable.js', line: 3 },
  { number: 9, what: 'an own response never answers', code: 'override-too-late', says: '"gone"', file: 'api/responses/gone.js' },
  { number: 10, what: 'a failure has the status of a success', code: 'status', says: '200', file: 'api/responses/unauthorized.js', line: 3 },
  { number: 11, what: 'a program gets a page', code: 'type', says: 'problem, json', file: 'api/responses/tooManyRequests.js', line: 4 },
  { number: 12, what: 'the body is no JSON', code: 'body', says: 'not JSON', file: 'api/responses/badRequest.js', line: 3 },
  { number: 13, what: 'a cache keeps a failure', code: 'header', says: 'A cache keeps', file: 'api/responses/methodNotAllowed.js', line: 6 },
  { number: 14, what: 'a view needs a user', code: 'view-fails', says: 'user is not defined', file: 'views/404.ejs', line: 11 },
  { number: 15, what: 'a view shows the environment', code: 'leak', says: 'an environment variable', file: 'views/500.ejs', line: 11 },
  { number: 16, what: 'a script of another server', code: 'outside-request', says: 'https://cdn.example', file: 'views/402.ejs', line: 11 },
  { number: 17, what: 'a link leads nowhere', code: 'broken-link', says: '/no/such/page', file: 'views/412.ejs', line: 11 },
  { number: 18, what: 'a page is too large', code: 'too-large', says: '64 kB', file: 'views/413.ejs' },
  { number: 19, what: 'two h1', code: 'structure', says: 'more than one h1', file: 'views/415.ejs', line: 11 },
  { number: 20, what: 'a field without a label', code: 'accessibility', says: 'no label', file: 'views/428.ejs', line: 11 },
  { number: 21, what: 'a picture without alt', code: 'accessibility', says: '`alt`', file: 'views/451.ejs', line: 11 },
  { number: 22, what: 'a picture that does not exist', code: 'broken-link', says: '/scales.png', file: 'views/451.ejs', line: 11 },
  { number: 23, what: 'no title', code: 'structure', says: 'no title', file: 'views/503.ejs' },
  { number: 24, what: 'no language', code: 'structure', says: 'no language', file: 'views/503.ejs', line: 2 },
  { number: 25, what: 'one id twice', code: 'structure', says: 'id', file: 'views/408.ejs', line: 12 },
];

const APP = fileURLToPath(new URL('planted/app.js', import.meta.url));

describe('a drill of an app with planted faults', () => {
  let report: DrillReport;
  beforeAll(async () => {
    report = await drill(APP);
  }, 120_000);

  it.each(PLANTED)('finds fault $number: $what', ({ code, says, file, line }) => {
    const found = report.findings.filter((finding) => finding.code === code && finding.place?.file === file && finding.message.includes(says));
    expect(found.map(({ place }) => place?.line)).toContain(line);
  });

  it('has a finding only where a fault is planted', () => {
    const places = new Set(PLANTED.map(({ file }) => file));
    expect(report.findings.filter(({ place }) => !places.has(place?.file ?? ''))).toEqual([]);
  });

  it('has one finding for each cause', () => {
    const of = (code: string): readonly string[] => report.findings.filter((finding) => finding.code === code).map(({ place }) => place?.file ?? '');
    expect(of('leak-in-log')).toEqual(['app.js']);
    expect(of('type')).toEqual([...new Set(of('type'))]);
    expect(of('type')).toContain('api/responses/forbidden.js');
    const forbidden = report.findings.find(({ code, response }) => code === 'type' && response === 'forbidden');
    expect(forbidden?.message).toBe(
      'The own response forbidden sends application/json to clients that do not accept it: browser, problem, markdown, text, htmx and turbo.',
    );
  });

  it('says which answers the app has given itself, and what they lack', () => {
    const itself = report.findings.filter(({ message }) => message.startsWith('The app answers itself, not Halyard'));
    expect(itself.map(({ code, place }) => `${code} ${place?.file}:${place?.line}`)).toEqual(['leak app.js:21', 'no-reference app.js:21']);
    expect(itself[1]?.message).toMatch(/lack a reference, header fields, the format that the client accepts and a valid page\.$/);
  });
});

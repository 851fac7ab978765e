import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mapLibraryValue } from './map-library-value.ts';
import { ownStatus, statusOf } from './own-status.ts';

const error = (members: object): Error => Object.assign(new Error('select * from orders'), members);

/** The members of a mapping that have a value. */
function mapped(value: unknown): object {
  return Object.fromEntries(Object.entries(mapLibraryValue(value) ?? {}).filter(([, member]) => member !== undefined));
}

class ApiError extends Error {
  readonly isOperational = true;
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

describe('statusOf', () => {
  it.each<[string, unknown, number]>([
    ['status', error({ status: 404 }), 404],
    ['statusCode', error({ statusCode: 404 }), 404],
    ['output.statusCode', error({ output: { statusCode: 404 } }), 404],
    [
      'a status of its class',
      new (class extends Error {
        get status() {
          return 410;
        }
      })('m'),
      410,
    ],
    ['the first of two that is a failure', error({ status: 200, statusCode: 404 }), 404],
    ['the lowest', error({ status: 400 }), 400],
    ['the highest', error({ status: 599 }), 599],
  ])('reads %s', (_, value, status) => {
    expect(statusOf(value)).toBe(status);
  });

  it.each<[string, unknown]>([
    ['a status of a success', error({ status: 204 })],
    ['a redirect', error({ status: 302 })],
    ['a number above 599', error({ status: 600 })],
    ['a text', error({ status: '404' })],
    ['a fraction', error({ statusCode: 404.5 })],
    ['a status of an object that is no Error', { status: 404 }],
    ['a status of Object.prototype', Object.create({ status: 404 })],
    ['the `output` that hapi adds to every error', error({ isBoom: true, output: { statusCode: 404 } })],
    [
      'a getter that throws',
      Object.defineProperty(error({}), 'status', {
        get: () => {
          throw new Error('m');
        },
      }),
    ],
    ['nothing', undefined],
  ])('ignores %s', (_, value) => {
    expect(statusOf(value)).toBeUndefined();
    expect(ownStatus(value)).toBeUndefined();
  });
});

describe('an Error with a status of its own', () => {
  it('keeps the status, and its text stays in the log', () => {
    expect(mapped(new ApiError(404, 'select * from orders'))).toEqual({ status: 404, headers: {} });
  });

  it('keeps a status from 500 up with its Retry-After', () => {
    expect(mapped(createError(503, 'the database at 10.0.0.5', { headers: { 'Retry-After': 30 } }))).toEqual({ status: 503, headers: { 'retry-after': '30' } });
  });

  it('shows a text from 500 up that the app has made public', () => {
    expect(mapped(createError(503, 'Closed until nine', { expose: true }))).toEqual({ status: 503, detail: 'Closed until nine', headers: {}, expose: true });
  });

  it('keeps only the header fields that belong to its status', () => {
    const headers = { 'www-authenticate': 'Bearer', allow: 'GET', 'set-cookie': 'a=1', 'x-powered-by': 'us' };
    expect(mapped(error({ status: 401, headers }))).toEqual({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  });

  it('does not keep header fields of an error that http-errors has wrapped', () => {
    expect(mapped(createError(503, error({ headers: { 'retry-after': '9' } })))).toEqual({ status: 503 });
  });

  it('has the issues of the validator that made it', () => {
    const { error: invalid } = z.object({ age: z.number() }).safeParse({ age: 'x' });
    expect(mapped(Object.assign(invalid as object, { status: 422 }))).toMatchObject({ status: 422, quotes: true, issues: [{ path: ['age'] }] });
    expect(mapped(Object.assign(invalid as object, { status: 503 }))).toEqual({ status: 503, quotes: true });
  });

  it.each<[string, object]>([
    ['an HTTP client', { status: 404, response: { status: 404 } }],
    ['the AWS SDK', { statusCode: 403, $metadata: {} }],
    ['Stripe', { statusCode: 402, rawType: 'card_error', headers: {} }],
    ['Twilio', { status: 429, code: 20_429, moreInfo: 'https://www.twilio.com/docs/errors/20429' }],
    ['OpenAI, with the headers that it received', { status: 429, headers: new Headers({ date: 'Sun, 29 Nov 2026 17:00:00 GMT' }) }],
    ['Notion, with the headers that it received', { status: 409, headers: { date: 'Sun, 29 Nov 2026 17:00:00 GMT' } }],
  ])('is a 500 if it is of %s', (_, members) => {
    expect(mapped(error(members))).toMatchObject({ status: 500 });
  });
});

describe('The header fields of an error with its own status', () => {
  const fieldsOf = (status: number, headers: unknown): unknown => mapLibraryValue(error({ status, headers }))?.headers;

  it.each<[string, number, unknown, object]>([
    ['in any spelling', 401, { 'Www-Authenticate': 'Basic' }, { 'www-authenticate': 'Basic' }],
    ['in capitals', 401, { 'WWW-AUTHENTICATE': 'Basic' }, { 'www-authenticate': 'Basic' }],
    ['as Headers', 401, new Headers({ 'WWW-Authenticate': 'Basic' }), { 'www-authenticate': 'Basic' }],
    ['as a list, which Node sends as several lines', 401, { 'WWW-Authenticate': ['Basic', 'Bearer'] }, { 'www-authenticate': 'Basic, Bearer' }],
    ['as a list of methods', 405, { Allow: ['GET', 'HEAD'] }, { allow: 'GET, HEAD' }],
    ['as a date', 503, { 'Retry-After': new Date(Date.now() + 29_500) }, { 'retry-after': '30' }],
    ['without what belongs to another status', 404, { Allow: 'GET', 'Set-Cookie': 'a=1' }, {}],
    ['without a list of other values', 405, { Allow: ['GET', 7] }, {}],
    ['without an empty list', 405, { Allow: [] }, {}],
    ['without a member that throws', 503, new Proxy({}, { ownKeys: () => ['a', 'a'] }), {}],
  ])('are sent %s', (_, status, headers, fields) => {
    expect(fieldsOf(status, headers)).toEqual(fields);
  });

  it('may be declared by its class', () => {
    class Closed extends Error {
      readonly status = 503;
      get headers(): object {
        return { 'Retry-After': 30 };
      }
    }
    expect(mapLibraryValue(new Closed('m'))?.headers).toEqual({ 'retry-after': '30' });
  });
});

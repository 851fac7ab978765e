import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { disclose, type PublicOutcome } from '../disclosure/disclose.ts';
import { defineResponse, safeOutcome } from '../responses/define-response.ts';
import { badRequest, forbidden, notFound, serverError, tooManyRequests } from '../responses/index.ts';
import type { Outcome } from '../responses/outcome.ts';
import { THROWN_RESPONSE } from '../responses/response-error.ts';
import { responseTable } from '../responses/response-table.ts';
import type { LibraryMapping } from '../values/library-mapping.ts';
import { responseForError } from './response-for-error.ts';

const table = responseTable();

function outcomeOf(error: unknown, responses = table): Outcome {
  const { entry, args } = responseForError(error, { responses, rules: undefined, upstream: false, mapLibraryValue: undefined });
  return safeOutcome(entry.definition, args);
}

/** The public outcome of a thrown value in production. */
function inProduction(error: unknown): PublicOutcome {
  return disclose(outcomeOf(error), { revealed: false, errors: () => [], reference: undefined, now: () => 0 });
}

describe('a thrown response', () => {
  it('has the same outcome as a call of the method', () => {
    expect(outcomeOf(notFound('No such berth'))).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth', expose: true });
    expect(outcomeOf(badRequest(['Too short'], '/signup'))).toMatchObject({ status: 400, issues: [{ message: 'Too short', path: [] }], redirectTo: '/signup' });
    expect(outcomeOf(tooManyRequests({ retryAfter: 3 })).headers).toEqual({ 'retry-after': '3' });
    expect(outcomeOf(forbidden('No', { conceal: true })).concealAs).toBe('notFound');
  });

  it('has its own stack if it is a serverError() without a message', () => {
    const error = serverError();
    expect(outcomeOf(error).causes).toEqual([error]);
  });

  it("uses the app's response of that name, if the app has replaced it", () => {
    const own = defineResponse({ status: 404, title: 'Adrift', outcome: () => ({ detail: 'Lost at sea' }) });
    const responses = responseTable({ notFound: own });
    expect(outcomeOf(notFound(), responses)).toMatchObject({ name: 'notFound', title: 'Adrift', detail: 'Lost at sea' });
    expect(outcomeOf(own(), responses)).toMatchObject({ name: 'notFound', title: 'Adrift' });
  });

  it('has the name that the app registered', () => {
    const tide = defineResponse({ status: 409, outcome: (hour: string) => ({ detail: `Low tide at ${hour}` }) });
    expect(outcomeOf(tide('six'), responseTable({ lowTide: tide }))).toMatchObject({ name: 'lowTide', status: 409, detail: 'Low tide at six' });
    expect(outcomeOf(tide('six'))).toMatchObject({ name: '409', status: 409, title: 'Conflict', detail: 'Low tide at six' });
  });

  it('is recognized by its mark if it comes from another copy of the package', () => {
    const elsewhere = { name: 'notFound', status: 404, title: 'Not Found', outcome: (detail: string) => ({ detail }) };
    const error = Object.defineProperty(new Error('No such berth'), THROWN_RESPONSE, { value: { definition: elsewhere, args: ['No such berth'] } });
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth' });
  });
});

describe('a library mapping', () => {
  const mapValue = (): LibraryMapping => ({ status: 409, detail: 'Taken', headers: { 'retry-after': '5' }, code: 'E_TAKEN' });
  const answered = (mapping: LibraryMapping): Outcome => {
    const { entry, args } = responseForError(error, { responses: table, rules: undefined, upstream: false, mapLibraryValue: () => mapping });
    return safeOutcome(entry.definition, args);
  };
  const error = new Error('m');

  it('decides response, detail, header fields and code', () => {
    expect(answered(mapValue())).toMatchObject({
      name: 'conflict',
      status: 409,
      detail: 'Taken',
      headers: { 'retry-after': '5' },
      code: 'E_TAKEN',
      causes: [error],
    });
  });

  it('keeps an error that quotes what was submitted out of the log', () => {
    expect(answered({ status: 400, issues: [{ message: 'Too short', path: [] }], quotes: true })).toMatchObject({ status: 400, causes: undefined });
  });

  it('may have a status without a response method', () => {
    expect(answered({ status: 418, detail: 'short and stout' })).toMatchObject({ name: '418', status: 418, detail: 'short and stout', expose: true });
    expect(answered({ status: 507, detail: 'the disk at 10.0.0.5' })).toMatchObject({ name: '507', status: 507, expose: false });
  });

  it('is a serverError() if it has no status', () => {
    expect(answered({ issues: [{ message: 'Too short', path: [] }] })).toMatchObject({ name: 'serverError', causes: [error], issues: undefined });
  });
});

describe('any other thrown value', () => {
  it.each<[string, unknown]>([
    ['an Error', new Error('m')],
    ['one of http-errors, without a library mapping', createError(404, 'm')],
    ['one with a 4xx status and no mark', Object.assign(new Error('Model "Secret" not found'), { status: 404, statusCode: 404 })],
    ['one with an invalid status', Object.assign(new Error('m'), { statusCode: 999, expose: true })],
    ['one with status 304, as the AWS SDK rejects', Object.assign(new Error('m'), { statusCode: 304, $metadata: {} })],
    [
      'an upstream error with its response',
      Object.assign(new Error('m'), { status: 401, expose: true, response: { status: 401 }, headers: { 'set-cookie': 'a=b' } }),
    ],
    ['a Response', new Response('secret', { status: 401 })],
    ['an object with a status', { status: 404, expose: true, message: 'm', headers: { 'x-a': 'b' } }],
    ['a number that is a status', 404],
    ['a text', 'not found'],
    ['null', null],
    ['undefined', undefined],
    ['a list', [new Error('a'), new Error('b')]],
    ['a function', () => 404],
  ])('%s is a 500 without detail and header fields', (_, error) => {
    expect(outcomeOf(error)).toMatchObject({ name: 'serverError', status: 500, expose: false });
    expect(outcomeOf(error).headers).toBeUndefined();
    expect(inProduction(error)).toMatchObject({ detail: undefined, errors: [], data: undefined, issues: [] });
  });

  it('is one error, even if it is undefined or a list', () => {
    expect(outcomeOf(undefined).causes).toEqual([undefined]);
    expect(outcomeOf(['a', 'b']).causes).toEqual([['a', 'b']]);
  });
});

import { Readable } from 'node:stream';
import express from 'express';
import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { defineResponse, safeOutcome } from './define-response.ts';
import { disclose, type PublicOutcome } from './disclose.ts';
import type { Outcome } from './outcome.ts';
import { saidBy } from './outcome-of-error.ts';
import { SAYS } from './response-error.ts';
import { responseTable } from './response-table.ts';
import { badRequest, forbidden, notFound, serverError, tooManyRequests } from './responses/index.ts';

const table = responseTable();

function outcomeOf(error: unknown, responses = table): Outcome {
  const { entry, args } = saidBy(error, { responses, understand: undefined });
  return safeOutcome(entry.definition, args);
}

/** What a client may see of it in production. */
function inProduction(error: unknown): PublicOutcome {
  return disclose(outcomeOf(error), { revealed: false, errors: () => [], reference: undefined, now: () => 0 });
}

describe('a thrown response (N96)', () => {
  it('says what calling the method says', () => {
    expect(outcomeOf(notFound('No such berth'))).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth', expose: true });
    expect(outcomeOf(badRequest(['Too short'], '/signup'))).toMatchObject({ status: 400, issues: [{ message: 'Too short', path: [] }], redirectTo: '/signup' });
    expect(outcomeOf(tooManyRequests({ retryAfter: 3 })).headers).toEqual({ 'retry-after': '3' });
    expect(outcomeOf(forbidden('No', { conceal: true })).concealAs).toBe('notFound');
  });

  it('brings its own stack when it is a serverError() without words', () => {
    const error = serverError();
    expect(outcomeOf(error).causes).toEqual([error]);
  });

  it("means the app's response of that name, when the app has replaced it", () => {
    const own = defineResponse({ status: 404, title: 'Adrift', outcome: () => ({ detail: 'Lost at sea' }) });
    const responses = responseTable({ notFound: own });
    expect(outcomeOf(notFound(), responses)).toMatchObject({ name: 'notFound', title: 'Adrift', detail: 'Lost at sea' });
    expect(outcomeOf(own(), responses)).toMatchObject({ name: 'notFound', title: 'Adrift' });
  });

  it('has the name under which the app gave it', () => {
    const tide = defineResponse({ status: 409, outcome: (hour: string) => ({ detail: `Low tide at ${hour}` }) });
    expect(outcomeOf(tide('six'), responseTable({ lowTide: tide }))).toMatchObject({ name: 'lowTide', status: 409, detail: 'Low tide at six' });
    expect(outcomeOf(tide('six'))).toMatchObject({ name: '409', status: 409, title: 'Conflict', detail: 'Low tide at six' });
  });

  it('is known by its mark when it comes from another copy of the package', () => {
    const elsewhere = { name: 'notFound', status: 404, title: 'Not Found', outcome: (detail: string) => ({ detail }) };
    const error = Object.defineProperty(new Error('No such berth'), SAYS, { value: { definition: elsewhere, args: ['No such berth'] } });
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth' });
  });
});

describe('an error that says it may be shown, as those of http-errors do (N26)', () => {
  it.each([createError(404, 'No such berth'), new createError.NotFound('No such berth')])('keeps its status and its words: %o', (error) => {
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth', causes: [error] });
  });

  it('keeps a status that has no response of its own', () => {
    expect(outcomeOf(createError(418, 'short and stout'))).toMatchObject({ status: 418, detail: 'short and stout', expose: true });
    expect(outcomeOf(createError(431))).toMatchObject({ status: 431, title: 'Request Header Fields Too Large' });
  });

  it('keeps its status and loses its words when they are of the file system, and name a path', () => {
    const error = createError(404, Object.assign(new Error("ENOENT: no such file, stat '/srv/x'"), { syscall: 'stat' }));
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: undefined, causes: [error] });
  });

  it('is a 500 without words from 500 up', () => {
    expect(inProduction(createError(503, 'the database at 10.0.0.5'))).toMatchObject({ status: 500, title: 'Internal Server Error', detail: undefined });
  });
});

describe('the errors of real body parsers', () => {
  const parse = (body: string, type: string, options: object = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const request = Object.assign(Readable.from([Buffer.from(body)]), {
        headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
        method: 'POST',
      });
      express.json(options)(request as never, {} as never, resolve);
    });

  it('a body that is too large is a 413', async () => {
    expect(outcomeOf(await parse(`"${'x'.repeat(100)}"`, 'application/json', { limit: 10 }))).toMatchObject({ name: 'contentTooLarge', status: 413 });
  });

  it('an unknown charset is a 415', async () => {
    expect(outcomeOf(await parse('{}', 'application/json; charset=hologram'))).toMatchObject({ name: 'unsupportedMediaType', status: 415 });
  });
});

describe('everything else that is thrown', () => {
  it.each<[string, unknown]>([
    ['an Error', new Error('m')],
    ['one with a 4xx status and no mark (N26, R2)', Object.assign(new Error('Model "Secret" not found'), { status: 404, statusCode: 404 })],
    ['one with a status that is none (N27, R13)', Object.assign(new Error('m'), { statusCode: 999, expose: true })],
    ['one with status 304, as the AWS SDK rejects (R3)', Object.assign(new Error('m'), { statusCode: 304, $metadata: {} })],
    [
      'the answer of somebody else (N27, R3)',
      Object.assign(new Error('m'), { status: 401, expose: true, response: { status: 401 }, headers: { 'set-cookie': 'a=b' } }),
    ],
    ['a Response (R25)', new Response('secret', { status: 401 })],
    ['an object with a status', { status: 404, expose: true, message: 'm', headers: { 'x-a': 'b' } }],
    ['a number that is a status', 404],
    ['a text', 'not found'],
    ['null', null],
    ['undefined', undefined],
    ['a list', [new Error('a'), new Error('b')]],
    ['a function', () => 404],
  ])('%s is a 500 without words and fields', (_, error) => {
    expect(outcomeOf(error)).toMatchObject({ name: 'serverError', status: 500, expose: false });
    expect(outcomeOf(error).headers).toBeUndefined();
    expect(inProduction(error)).toMatchObject({ detail: undefined, errors: [], data: undefined, issues: [] });
  });

  it('is one error, also when it is undefined or a list (N52)', () => {
    expect(outcomeOf(undefined).causes).toEqual([undefined]);
    expect(outcomeOf(['a', 'b']).causes).toEqual([['a', 'b']]);
  });
});

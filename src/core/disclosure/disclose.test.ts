import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { called, environmentOf, everyAnswer, request } from '../../../tests/support/every-answer.ts';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Environment } from '../ports/environment.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';

const MARK = 'Xk7secretQ';

const thrown =
  (make: () => unknown) =>
  (settings: ReturnType<typeof settingsOf>): Outcome => {
    const { entry, args } = responseForError(make(), settings.mapping);
    return safeOutcome(entry.definition, args);
  };

class Xk7secretQError extends Error {
  readonly [MARK] = MARK;
  readonly headers = { 'x-a': MARK, 'retry-after': MARK };
  readonly body = MARK;
  override readonly name = MARK;
  toJSON(): string {
    return MARK;
  }
  override toString(): string {
    return MARK;
  }
  get [Symbol.toStringTag](): string {
    return MARK;
  }
}

describe('in production, no format shows an unexpected error', () => {
  it.each<[string, () => unknown]>([
    ['the message', () => new Error(`pg://u:${MARK}@h`)],
    ['the cause', () => new Error('m', { cause: new Error(MARK, { cause: MARK }) })],
    ['the members of an AggregateError', () => new AggregateError([new Error(MARK), MARK], MARK)],
    ['class, name, toJSON, toString, headers and own properties', () => new Xk7secretQError(MARK)],
    ['code and stack', () => Object.assign(new Error('m'), { code: MARK, stack: `Error: m\n    at ${MARK} (/srv/${MARK}.js:1:1)` })],
    ['status, statusMessage and expose that are not valid', () => Object.assign(new Error(MARK), { status: 503, expose: true, statusMessage: MARK })],
    ['a 4xx status without a mark', () => Object.assign(new Error(MARK), { status: 404, statusCode: 404 })],
    ['an upstream answer', () => Object.assign(new Error(MARK), { status: 401, expose: true, response: { data: MARK, headers: { 'set-cookie': MARK } } })],
    ['an error of http-errors from 500 up', () => createError(502, MARK, { headers: { 'x-a': MARK } })],
    ['a text', () => MARK],
    ['an object literal', () => ({ message: MARK, detail: MARK, title: MARK, status: 400, expose: true, errors: [{ message: MARK }] })],
    ['a list', () => [new Error(MARK), MARK]],
    ['issues', () => ({ issues: [{ message: MARK, path: [MARK] }] })],
    ['a Map', () => new Map([[MARK, MARK]])],
  ])('%s of the thrown value', async (_, make) => {
    for (const answer of await everyAnswer(thrown(make))) expect(answer).not.toContain(MARK);
  });

  it.each<[string, readonly unknown[]]>([
    ['serverError', [MARK]],
    ['serverError', [[MARK, new Error(MARK), { a: MARK }]]],
    ['serverError', [new Error(MARK), { cause: MARK, code: MARK }]],
    ['badGateway', [MARK]],
    ['badGateway', [new Error(MARK)]],
    ['badGateway', [{ upstream: MARK }]],
    ['notImplemented', [MARK]],
    ['serviceUnavailable', [MARK, { retryAfter: 3 }]],
    ['gatewayTimeout', [{ [MARK]: 1 }]],
  ])('the arguments of %s(%o), which are for the log', async (name, args) => {
    for (const answer of await everyAnswer(called(name, ...args))) expect(answer).not.toContain(MARK);
  });

  it.each<[string, readonly unknown[]]>([
    ['notFound', [new Error(MARK)]],
    ['forbidden', [new Error(MARK)]],
    ['forbidden', ['Only the owner may', { cause: new Error(MARK) }]],
    ['forbidden', [{ error: new Error(MARK), list: [new Error(MARK)] }]],
    ['conflict', [Object.assign(new Error(MARK), { status: 409 })]],
    ['badRequest', [new Error(MARK)]],
    ['badRequest', [Object.assign(new Error(MARK), { errors: {}, value: MARK })]],
    ['badRequest', [new AggregateError([new Error(MARK)])]],
    ['badRequest', [[new Error(MARK)]]],
    ['badRequest', [{ errors: [new Error(MARK)] }]],
    ['unprocessableContent', [new Error(MARK)]],
  ])('an Error that is passed to %s(%o) by mistake', async (name, args) => {
    for (const answer of await everyAnswer(called(name, ...args))) expect(answer).not.toContain(MARK);
  });

  it('an Error in the data of ok()', async () => {
    for (const answer of await everyAnswer(called('ok', { error: new Error(MARK), list: [new Error(MARK)] }))) expect(answer).not.toContain(MARK);
  });

  it('also in development for a client on another machine', async () => {
    const elsewhere = { ...request, remoteAddress: '192.0.2.7' };
    const settings = settingsOf({ logger: false }, environmentOf('development'));
    const { body } = await new Occurrence(settings, elsewhere, thrown(() => new Error(MARK))(settings)).represent();
    expect(body).not.toContain(MARK);
  });
});

describe('for the developer on this machine, every format shows the error', () => {
  it.each<[string, Environment['mode'], Options]>([
    ['in development', 'development', {}],
    ['with the option disclose', 'production', { disclose: true }],
    ['with a function that returns true', 'production', { disclose: () => true }],
  ])('%s', async (_, mode, options) => {
    const answers = await everyAnswer(
      thrown(() => new RangeError(MARK, { cause: new TypeError('behind') })),
      mode,
      options,
    );
    for (const answer of answers) {
      expect(answer).toContain(MARK);
      expect(answer).toContain('RangeError');
      expect(answer).toContain('behind');
      expect(answer).toContain('disclose.test.ts');
    }
  });

  it('and masks the secrets in it', async () => {
    for (const answer of await everyAnswer(
      thrown(() => new Error('postgres://u:hunter2@db, Bearer hunter2')),
      'development',
    ))
      expect(answer).not.toContain('hunter2');
  });

  it('but not if the function disclose throws', async () => {
    const options: Options = {
      disclose: () => {
        throw new Error('no');
      },
    };
    for (const answer of await everyAnswer(
      thrown(() => new Error(MARK)),
      'development',
      options,
    ))
      expect(answer).not.toContain(MARK);
  });
});

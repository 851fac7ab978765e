import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { disclose, type PublicOutcome } from './disclose.ts';
import type { Environment } from './environment.ts';
import { FORMATS } from './formats/index.ts';
import type { Options } from './options.ts';
import type { Outcome } from './outcome.ts';
import { saidBy } from './outcome-of-error.ts';
import type { IncomingRequest } from './request.ts';
import { safeOutcome } from './define-response.ts';
import { Occurrence } from './respond.ts';
import type { ResponseEntry } from './response-table.ts';
import { settingsOf } from './settings.ts';

const MARK = 'Xk7secretQ';
const request = { method: 'GET', url: '/', httpVersion: '1.1', remoteAddress: '127.0.0.1', header: (name: string) => (name === 'host' ? 'localhost' : undefined), replyHeader: () => undefined } as unknown as IncomingRequest;

function environmentOf(mode: Environment['mode']): Environment {
  const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  return { mode, modeReason: 'the test says so', now: () => performance.now(), random: (bytes) => crypto.getRandomValues(bytes), logger };
}

/** Everything that goes out, in every format: status, fields and body. */
async function everyAnswer(say: (settings: ReturnType<typeof settingsOf>) => Outcome, mode: Environment['mode'] = 'production', options: Options = {}): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { name: format } of FORMATS) {
    const settings = settingsOf({ logger: false, format, ...options }, environmentOf(mode));
    const { status, headers, body, value } = await new Occurrence(settings, request, say(settings)).represent();
    answers.push([status, JSON.stringify(headers), body, JSON.stringify(value)].join('\n'));
  }
  return answers;
}

const thrown = (make: () => unknown) => (settings: ReturnType<typeof settingsOf>): Outcome => {
  const { entry, args } = saidBy(make(), settings.responses);
  return safeOutcome(entry.definition, args);
};
const called = (name: string, ...args: readonly unknown[]) => (settings: ReturnType<typeof settingsOf>): Outcome => safeOutcome((settings.responses.byName.get(name) as ResponseEntry).definition, args);

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

describe('in production, no format shows anything of an unexpected error (N23, R1, R2, R6)', () => {
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
  ])('%s of what was thrown', async (_, make) => {
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
  ])('what %s(%o) is told for the log', async (name, args) => {
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
  ])('an Error that %s(%o) is given by mistake (N26)', async (name, args) => {
    for (const answer of await everyAnswer(called(name, ...args))) expect(answer).not.toContain(MARK);
  });

  it('an Error in the data of ok()', async () => {
    for (const answer of await everyAnswer(called('ok', { error: new Error(MARK), list: [new Error(MARK)] }))) expect(answer).not.toContain(MARK);
  });

  it('also when the app asks for development and the client is elsewhere (N25)', async () => {
    const elsewhere = { ...request, remoteAddress: '192.0.2.7' };
    const settings = settingsOf({ logger: false }, environmentOf('development'));
    const { body } = await new Occurrence(settings, elsewhere, thrown(() => new Error(MARK))(settings)).represent();
    expect(body).not.toContain(MARK);
  });
});

describe('to the developer at this machine, every format shows the error', () => {
  it.each<[string, Environment['mode'], Options]>([
    ['in development', 'development', {}],
    ['with the option disclose', 'production', { disclose: true }],
    ['with a function that says so', 'production', { disclose: () => true }],
  ])('%s', async (_, mode, options) => {
    const answers = await everyAnswer(thrown(() => new RangeError(MARK, { cause: new TypeError('behind') })), mode, options);
    for (const answer of answers) {
      expect(answer).toContain(MARK);
      expect(answer).toContain('RangeError');
      expect(answer).toContain('behind');
      expect(answer).toContain('disclose.test.ts');
    }
  });

  it('and never the secrets in it (N31)', async () => {
    for (const answer of await everyAnswer(thrown(() => new Error('postgres://u:hunter2@db, Bearer hunter2')), 'development')) expect(answer).not.toContain('hunter2');
  });

  it('but not when the function that decides throws', async () => {
    const options: Options = { disclose: () => { throw new Error('no'); } };
    for (const answer of await everyAnswer(thrown(() => new Error(MARK)), 'development', options)) expect(answer).not.toContain(MARK);
  });
});

describe('what the app says is for the client, in production too', () => {
  const shownIn = async (name: string, ...args: readonly unknown[]): Promise<readonly string[]> => everyAnswer(called(name, ...args));

  it.each<[string, readonly unknown[]]>([
    ['forbidden', ['Only the owner may']],
    ['notFound', ['Only the owner may']],
    ['badRequest', ['Only the owner may']],
    ['badRequest', [['Only the owner may']]],
    ['badRequest', [{ berth: 'Only the owner may' }]],
    ['badRequest', [{ issues: [{ message: 'Only the owner may', path: ['berth'] }] }]],
    ['notFound', [createError(404, 'Only the owner may')]],
    ['serviceUnavailable', ['Only the owner may', { expose: true }]],
  ])('%s(%o)', async (name, args) => {
    for (const answer of await shownIn(name, ...args)) expect(answer).toContain('Only the owner may');
  });

  it('and nothing when the call says that it is not', async () => {
    for (const answer of await shownIn('forbidden', MARK, { expose: false })) expect(answer).not.toContain(MARK);
  });
});

describe('disclose, within 16 KB (R26)', () => {
  const publicOf = (outcome: Partial<Outcome>): PublicOutcome =>
    disclose({ name: 'badRequest', status: 400, title: 'Bad Request', expose: true, ...outcome }, { revealed: false, errors: () => [], reference: undefined, now: () => 0 });

  it('cuts words that are too long, and says so', () => {
    expect(publicOf({ detail: 'x'.repeat(100_000) }).detail).toMatch(/^x{4000,4096} … \(cut\)$/);
  });

  it.each<[string, unknown]>([
    ['messages', Array.from({ length: 1_000 }, () => 'x'.repeat(10_000))],
    ['paths', Array.from({ length: 32 }, () => ({ message: 'm', path: Array(32).fill('p'.repeat(1_000)) }))],
    ['paths outside ASCII', Array.from({ length: 32 }, () => ({ message: 'm', path: Array(32).fill('漢'.repeat(250)) }))],
    ['field names', { ['f'.repeat(1_000_000)]: 'Unknown field' }],
    ['fields', Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`field${i}`, Array(32).fill('x'.repeat(100))]))],
    ['codes', Array.from({ length: 32 }, () => ({ message: 'm', path: [], code: 'c'.repeat(128) }))],
    ['data', { list: Array.from({ length: 32 }, () => ({ text: 'x'.repeat(10_000) })) }],
  ])('keeps a problem document with huge %s there', async (_, errors) => {
    const settings = settingsOf({ logger: false }, environmentOf('production'));
    const started = process.cpuUsage();
    const answers = await everyAnswer(called('badRequest', errors));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
    const { body } = await new Occurrence(settings, request, called('badRequest', errors)(settings)).represent();
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(16_384);
    for (const answer of answers) expect(answer.length).toBeLessThan(64_000);
  });
});

describe('disclose, of a validation (R4, N15)', () => {
  const shown = (errors: unknown): Promise<readonly string[]> => everyAnswer(called('badRequest', errors));
  const typed = 'hunter2';

  it.each<[string, unknown]>([
    ['zod and Standard Schema', { issues: [{ code: 'too_small', message: 'Too short', path: ['password'], input: typed, received: typed }] }],
    ['joi', Object.assign(new Error('"password" is too short'), { _original: { password: typed }, details: [{ message: 'm', path: ['password'], context: { value: typed } }] })],
    ['mongoose', Object.assign(new Error('Validation failed'), { errors: { password: Object.assign(new Error(`Path "password" (${typed}) is too short`), { value: typed }) } })],
    ['ajv', [{ instancePath: '/password', keyword: 'minLength', message: 'must NOT be shorter', data: typed, params: { limit: 8 } }]],
    ['yup', Object.assign(new Error('m'), { errors: ['password is too short'], value: { password: typed }, params: { value: typed } })],
    ['Sequelize', Object.assign(new Error('m'), { errors: [{ message: 'Too short', path: 'password', value: typed, instance: { password: typed } }] })],
    ['express-validator: result.array()', [{ type: 'field', msg: 'Too short', path: 'password', value: typed, location: 'body' }]],
    ['express-validator: { errors: result.array() }', { errors: [{ type: 'field', msg: 'Too short', path: 'password', value: typed, location: 'body' }] }],
    ['class-validator', [Object.assign(new (class ValidationError {})(), { property: 'password', value: typed, target: { password: typed }, constraints: { min: 'Too short' } })]],
  ])('sends none of what was typed, for %s', async (_, errors) => {
    for (const answer of await shown(errors)) expect(answer).not.toContain(typed);
  });
});

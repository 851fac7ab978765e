import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { localClients } from '../../hosting/shared/local-clients.ts';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { FORMATS } from '../formats/index.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Environment } from '../ports/environment.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { safeOutcome } from '../responses/define-response.ts';
import { forbidden } from '../responses/index.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { ResponseEntry } from '../responses/response-table.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';

const MARK = 'Xk7secretQ';
const request = {
  method: 'GET',
  url: '/',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  localPort: 80,
  header: (name: string) => (name === 'host' ? 'localhost' : undefined),
  fieldNames: () => ['host'],
  replyHeader: () => undefined,
} as unknown as IncomingRequest;

function environmentOf(mode: Environment['mode']): Environment {
  const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  return {
    mode,
    modeReason: 'it is set by the test',
    now: () => performance.now(),
    random: (bytes) => crypto.getRandomValues(bytes),
    logger,
    localClients: localClients('it is set by the test'),
  };
}

/** The complete answers in all formats: status, header fields and body. */
async function everyAnswer(
  outcomeFor: (settings: ReturnType<typeof settingsOf>) => Outcome,
  mode: Environment['mode'] = 'production',
  options: Options = {},
): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { name: format } of FORMATS) {
    const settings = settingsOf({ logger: false, format, ...options }, environmentOf(mode));
    const { status, headers, body, value } = await new Occurrence(settings, request, outcomeFor(settings)).represent();
    answers.push([status, JSON.stringify(headers), body, JSON.stringify(value)].join('\n'));
  }
  return answers;
}

const thrown =
  (make: () => unknown) =>
  (settings: ReturnType<typeof settingsOf>): Outcome => {
    const { entry, args } = responseForError(make(), settings.mapping);
    return safeOutcome(entry.definition, args);
  };
const called =
  (name: string, ...args: readonly unknown[]) =>
  (settings: ReturnType<typeof settingsOf>): Outcome =>
    safeOutcome((settings.mapping.responses.byName.get(name) as ResponseEntry).definition, args);

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

describe('the client gets the message of the app, in production too', () => {
  const shownIn = async (name: string, ...args: readonly unknown[]): Promise<readonly string[]> => everyAnswer(called(name, ...args));

  it.each<[string, readonly unknown[]]>([
    ['forbidden', ['Only the owner may']],
    ['notFound', ['Only the owner may']],
    ['badRequest', ['Only the owner may']],
    ['badRequest', [['Only the owner may']]],
    ['badRequest', [{ berth: 'Only the owner may' }]],
    ['badRequest', [{ issues: [{ message: 'Only the owner may', path: ['berth'] }] }]],
    ['notFound', [forbidden('Only the owner may')]],
    ['serviceUnavailable', ['Only the owner may', { expose: true }]],
  ])('%s(%o)', async (name, args) => {
    for (const answer of await shownIn(name, ...args)) expect(answer).toContain('Only the owner may');
  });

  it('but not with expose: false', async () => {
    for (const answer of await shownIn('forbidden', MARK, { expose: false })) expect(answer).not.toContain(MARK);
  });
});

import { describe, expect, it } from 'vitest';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Environment } from '../ports/environment.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { safeOutcome } from '../responses/define-response.ts';
import { badRequest, forbidden, notFound, serverError } from '../responses/index.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';
import type { Failure, FailureRecord } from './report.ts';

type Line = { readonly level: Level; readonly record: FailureRecord & Record<string, unknown>; readonly message: string };

function recorder(lines: Line[]): Logger {
  const write =
    (level: Level) =>
    (record: object, message: string): void => {
      lines.push({ level, record: record as Line['record'], message });
    };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

function requestWith(about: Partial<IncomingRequest> = {}, fields: Readonly<Record<string, string>> = {}): IncomingRequest {
  const request = {
    transport: 'http',
    method: 'GET',
    url: '/berths/7?token=hunter2',
    httpVersion: '1.1',
    remoteAddress: '192.0.2.1',
    route: undefined,
    elapsed: undefined,
    native: undefined,
  };
  return { ...request, header: (name: string) => fields[name], replyHeader: () => undefined, ...about } as IncomingRequest;
}

/** Reports one failure, and returns the records of the log and the lines of the console. */
function reported(
  error: unknown,
  options: Options = {},
  request = requestWith(),
  handled = true,
): { readonly log: readonly Line[]; readonly console: readonly Line[] } {
  const log: Line[] = [];
  const lines: Line[] = [];
  const environment: Environment = {
    mode: 'production',
    modeReason: '',
    now: () => performance.now(),
    random: (bytes) => crypto.getRandomValues(bytes),
    logger: recorder(lines),
  };
  const settings = settingsOf({ logger: recorder(log), ...options }, environment);
  const { entry, args } = responseForError(error, settings.mapping);
  new Occurrence(settings, request, safeOutcome(entry.definition, args), '7K3M-Q9TX').report(handled);
  return { log, console: lines };
}

describe('a failure is reported', () => {
  it('once, with all known facts', () => {
    const request = requestWith(
      { method: 'POST', route: '/berths/:id', elapsed: 12.34567 },
      { 'x-request-id': 'r-1', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    );
    const { log } = reported(new RangeError('the tide is out', { cause: new Error('the moon') }), {}, request, false);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      level: 'error',
      message: 'POST /berths/7 500 serverError: the tide is out',
      record: {
        reference: '7K3M-Q9TX',
        response: 'serverError',
        status: 500,
        method: 'POST',
        path: '/berths/7',
        route: '/berths/:id',
        requestId: 'r-1',
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        duration: 12.346,
        handled: false,
        err: { name: 'RangeError', message: 'the tide is out', stack: expect.stringContaining('report.test.ts'), cause: { message: 'the moon' } },
      },
    });
  });

  it('without body, query, cookies and Authorization', () => {
    const { log } = reported(new Error('m'), {}, requestWith({}, { cookie: 'sid=hunter2', authorization: 'Bearer hunter2' }));
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  it('without a secret in any text of the record', () => {
    const key = ['gh', 'p_', 'Zx8KqP2vLm4RtW7nBc3JhF6sDy9GaE5uQ1oT'].join('');
    const request = requestWith({ method: `X-${key}`, url: `/orders/${key}`, route: `/:id/${key}` }, { 'x-request-id': key });
    const issue = { message: 'Not valid', path: ['orders', key], code: key };
    const cause = Object.assign(new Error(`refused ${key}`), { code: key, cause: new Error(`token=${key}`) });
    const lines = [
      reported(badRequest(`The key ${key} is wrong`, { code: key }), {}, request),
      reported(badRequest([issue]), {}, request),
      reported(cause, {}, request, false),
    ];
    expect(JSON.stringify(lines)).not.toContain(key.slice(4));
    expect(lines[0]?.log[0]?.record).toMatchObject({ path: '/orders/[masked]', detail: 'The key [masked] is wrong', code: '[masked]', requestId: '[masked]' });
    expect(lines[1]?.log[0]?.record.issues).toEqual(['#/orders/(unnamed) [masked]']);
    expect(lines[2]?.log[0]?.record.err).toMatchObject({ message: 'refused [masked]', code: '[masked]', cause: { message: 'token=[masked]' } });
  });

  it('with the invalid fields and their rules, without the submitted values', () => {
    const issue = { message: '"hunter2" is too short', path: ['user', 'password'], code: 'too_short', input: 'hunter2' };
    const { log } = reported(badRequest([issue]));
    expect(log[0]?.record.issues).toEqual(['#/user/password too_short']);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  it('with all errors, if several were passed', () => {
    const { log } = reported(serverError(['first', new Error('second')]));
    expect(log[0]?.record).toMatchObject({ err: { message: 'first' }, others: [{ message: 'second' }] });
  });

  it('at the level of its status, or not at all', () => {
    expect(reported(forbidden('no')).log[0]?.level).toBe('warn');
    expect(reported(notFound()).log[0]?.level).toBe('debug');
    expect(reported(notFound(), { levels: { 404: false } }).log).toEqual([]);
    expect(reported(notFound(), { logger: false }).log).toEqual([]);
  });

  it('without reading the error, if the level is disabled', () => {
    let read = false;
    const error = Object.defineProperty(new Error('m'), 'cause', {
      get: () => {
        read = true;
        return undefined;
      },
    });
    const log: Line[] = [];
    reported(error, { logger: { ...recorder(log), isLevelEnabled: () => false } });
    expect(log).toEqual([]);
    expect(read).toBe(false);
  });

  it("with the app's own members, which cannot replace those of Halyard", () => {
    const { log } = reported(new Error('m'), { context: () => ({ user: 7, status: 200, reference: 'fake' }) });
    expect(log[0]?.record).toMatchObject({ user: 7, status: 500, reference: '7K3M-Q9TX' });
  });

  it.each<[string, () => Record<string, unknown>]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    [
      'returns a getter that throws',
      () => ({
        get user(): never {
          throw new Error('no');
        },
      }),
    ],
    ['returns nothing', () => undefined as never],
  ])('even if the hook `context` %s', (_, context) => {
    expect(reported(new Error('the tide is out'), { context }).log[0]?.record.err?.message).toBe('the tide is out');
  });

  it('to every reporter, with the error itself', () => {
    const failures: Failure[] = [];
    const error = new Error('m');
    reported(error, { report: [(failure) => failures.push(failure), (failure) => failures.push(failure)] });
    expect(failures).toHaveLength(2);
    expect(failures[0]).toMatchObject({ level: 'error', record: { status: 500, reference: '7K3M-Q9TX' }, errors: [error] });
    expect(failures[0]?.errors[0]).toBe(error);
  });

  it('to the reporters even if there is no log', () => {
    let calls = 0;
    reported(new Error('m'), { logger: false, report: () => calls++ });
    expect(calls).toBe(1);
  });
});

describe('a log line', () => {
  it.each<[string, Partial<IncomingRequest>, unknown]>([
    ['the path', { url: '/a\r\nERROR forged\u001b[31m\u2028\u0085' }, new Error('m')],
    ['the method', { method: 'GET\nERROR forged' }, notFound()],
    ['the route', { route: '/a\nERROR forged' }, notFound()],
    ['the message', {}, new Error('m\r\nERROR forged\u001b[2J')],
    ['a thrown text', {}, 'm\nERROR forged\u0007'],
  ])('is not forged by %s', (_, about, error) => {
    const { log } = reported(error, {}, requestWith(about));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
    const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
    expect(log[0]?.message).not.toMatch(control);
    for (const member of ['method', 'path', 'route'] as const) expect(log[0]?.record[member] ?? '').not.toMatch(control);
  });

  it('is short, whatever the request', () => {
    const { log } = reported(
      new Error('m'.repeat(100_000)),
      {},
      requestWith({ url: `/${'x'.repeat(60_000)}`, method: 'M'.repeat(1_000), route: 'r'.repeat(10_000) }),
    );
    expect(log[0]?.message.length).toBeLessThan(2_048);
    expect(log[0]?.record.path.length).toBeLessThanOrEqual(1_024);
  });
});

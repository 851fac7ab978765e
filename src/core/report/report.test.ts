import { describe, expect, it } from 'vitest';
import { type Line, recorder, reported, requestWith } from '../../../tests/support/reported.ts';
import { badRequest, forbidden, notFound, serverError } from '../responses/index.ts';
import type { Failure } from './report.ts';

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

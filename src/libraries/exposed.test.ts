import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { exposedMessage, exposedStatus } from './exposed.ts';

describe('exposedMessage and exposedStatus', () => {
  it.each<[string, Error, number, string]>([
    ['createError(404, …) of http-errors', createError(404, 'No such berth'), 404, 'No such berth'],
    ['new createError.NotFound(…) of http-errors, which has status and expose on its classes', new createError.NotFound('No such berth'), 404, 'No such berth'],
    ['a server error that the app marks', createError(503, 'Closed until nine', { expose: true }), 503, 'Closed until nine'],
    ['an error written by hand as http-errors makes them', Object.assign(new Error('Too long'), { statusCode: 413, expose: true }), 413, 'Too long'],
  ])('return the message and status of %s', (_, error, status, text) => {
    expect(exposedStatus(error)).toBe(status);
    expect(exposedMessage(error)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['an error with a 4xx status and no mark', Object.assign(new Error('Model "Secret" not found'), { status: 404 })],
    ['an error with a mark that is not true', Object.assign(new Error('m'), { status: 404, expose: 'true' })],
    ['an error with a mark and no status', Object.assign(new Error('m'), { expose: true })],
    ['a marked error with status 200', Object.assign(new Error('m'), { status: 200, expose: true })],
    ['a marked error whose status is a text', Object.assign(new Error('m'), { status: '404', expose: true })],
    ['a marked error whose status is no integer', Object.assign(new Error('m'), { status: 404.5, expose: true })],
    ['a marked error whose status is a BigInt', Object.assign(new Error('m'), { status: 404n, expose: true })],
    ['createError(500, …) of http-errors', createError(500, 'the database at 10.0.0.5')],
    ['an object literal that looks like one', { message: 'm', status: 404, expose: true }],
    ['the answer of somebody else, as axios throws it', createError(401, Object.assign(new Error('m'), { response: {}, config: {} }))],
    ['an error of the AWS SDK', createError(404, Object.assign(new Error('m'), { $metadata: {} }))],
    ['a text', 'not found'],
    ['undefined', undefined],
  ])('return undefined for %s', (_, error) => {
    expect(exposedStatus(error)).toBeUndefined();
    expect(exposedMessage(error as Error)).toBeUndefined();
  });

  it('return the status but not the text of a missing file (send, serve-static), because the text names a path', () => {
    const error = createError(404, Object.assign(new Error("ENOENT: no such file, stat '/srv/app/x'"), { code: 'ENOENT', syscall: 'stat' }));
    expect(exposedStatus(error)).toBe(404);
    expect(exposedMessage(error)).toBeUndefined();
  });

  it('return undefined for an error whose getters throw', () => {
    const error = Object.defineProperties(new Error('m'), {
      expose: {
        get: () => {
          throw new Error('no');
        },
      },
      status: {
        get: () => {
          throw new Error('no');
        },
      },
    });
    expect(exposedStatus(error)).toBeUndefined();
  });
});

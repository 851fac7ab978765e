import { describe, expect, it } from 'vitest';
import * as responses from './index.ts';
import { badRequest, forbidden, methodNotAllowed, notFound, serverError, serviceUnavailable, tooManyRequests, unauthorized } from './index.ts';
import { type ResponseError, THROWN_RESPONSE } from './response-error.ts';

describe('ResponseError', () => {
  it('is an Error with the members that other error handlers read', () => {
    const error = notFound('No such berth');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'ResponseError',
      message: 'No such berth',
      status: 404,
      statusCode: 404,
      expose: true,
      headers: {},
      code: 'E_NOT_FOUND',
    });
    expect(error.stack).toContain('response-error.test.ts');
  });

  it('has its title as the message if the call has none', () => {
    expect(notFound().message).toBe('Not Found');
    expect(badRequest(['Too short']).message).toBe('Bad Request');
  });

  it('hides the message of a 5xx from code that reads expose', () => {
    expect(serviceUnavailable('the database is down').expose).toBe(false);
    expect(serverError('the database is down')).toMatchObject({ expose: false, message: 'Internal Server Error', cause: 'the database is down' });
  });

  it('has the cause of the call', () => {
    const cause = new Error('behind');
    expect(notFound(cause).cause).toBe(cause);
    expect(notFound('m', { cause }).cause).toBe(cause);
    expect('cause' in notFound()).toBe(false);
  });

  it('has the code of the call, or a code made from its name', () => {
    expect(notFound('m', { code: 'E_NO_BERTH' }).code).toBe('E_NO_BERTH');
    expect(tooManyRequests().code).toBe('E_TOO_MANY_REQUESTS');
  });

  it('has the header fields that its status needs', () => {
    expect(tooManyRequests({ retryAfter: 3 }).headers).toEqual({ 'retry-after': '3' });
    expect(methodNotAllowed({ allow: ['GET', 'HEAD'] }).headers).toEqual({ allow: 'GET, HEAD' });
  });

  it('has a mark that every copy of the package recognises, and that is not enumerable', () => {
    const error = badRequest({ password: 'Too short' });
    expect(THROWN_RESPONSE).toBe(Symbol.for('halyard.thrown-response'));
    expect(Object.keys(error)).not.toContain(THROWN_RESPONSE);
    expect(JSON.stringify(error)).not.toContain('Too short');
    expect(Object.getOwnPropertySymbols({ ...error })).toEqual([]);
  });
});

describe('getResponse(), for a host without Halyard', () => {
  const readAnswer = async (error: ResponseError): Promise<{ status: number; type: string | null; problem: unknown; cache: string | null }> => {
    const answer = error.getResponse();
    return { status: answer.status, type: answer.headers.get('content-type'), cache: answer.headers.get('cache-control'), problem: await answer.json() };
  };

  it('is a problem document', async () => {
    expect(await readAnswer(notFound('No such berth'))).toEqual({
      status: 404,
      type: 'application/problem+json',
      cache: 'no-store',
      problem: { title: 'Not Found', status: 404, detail: 'No such berth' },
    });
  });

  it('has no text that is not for the client', async () => {
    for (const error of [serverError('hunter2'), serviceUnavailable('hunter2'), notFound(new Error('hunter2')), forbidden('hunter2', { expose: false })]) {
      const answer = error.getResponse();
      expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain('hunter2');
    }
  });

  it('has the header fields of the error', () => {
    expect(tooManyRequests({ retryAfter: 3 }).getResponse().headers.get('retry-after')).toBe('3');
  });

  it('has the required challenge for a 401 (RFC 9110 §15.5.2), and no Allow for a 405 without methods', () => {
    expect(unauthorized().getResponse().headers.get('www-authenticate')).toBeTruthy();
    expect(methodNotAllowed().getResponse().headers.has('allow')).toBe(false);
    expect(
      methodNotAllowed({ allow: ['GET'] })
        .getResponse()
        .headers.get('allow'),
    ).toBe('GET');
  });

  it('leaves out a header field that cannot be sent, and still answers', () => {
    expect(
      forbidden('No', { headers: { 'x-a': 'b\r\nc: d', 'x-good': 'yes' } })
        .getResponse()
        .headers.get('x-good'),
    ).toBe('yes');
  });

  it.each(Object.entries(responses))('works for %s()', (_, factory) => {
    expect(factory().getResponse().status).toBe(factory.status);
  });
});

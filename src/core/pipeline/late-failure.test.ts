import { describe, expect, it } from 'vitest';
import { appWith, newReply } from '../../../tests/support/memory-host.ts';
import { badRequest, notFound, serviceUnavailable } from '../responses/index.ts';

describe('an error after the response', () => {
  it('is one record, which has the error and says that the response had been sent', () => {
    const { responder, log } = appWith();
    const reply = newReply('finished');
    void responder.fail(reply, new Error('the pump stopped'));
    expect(reply).toMatchObject({ aborted: 0, written: [] });
    expect(log).toMatchObject([
      {
        level: 'error',
        message: 'GET / 500 serverError after the response had been sent: the pump stopped',
        record: { afterResponse: true, handled: false, reference: expect.any(String), err: { message: 'the pump stopped' } },
      },
    ]);
  });

  it('is one record, too, if Halyard had sent the response', () => {
    const { responder, res, log } = appWith();
    const reply = newReply();
    res['ok']?.call(reply, { id: 7 });
    void responder.fail(reply, new Error('the pump stopped'));
    expect(log).toMatchObject([{ level: 'error', record: { afterResponse: true, err: { message: 'the pump stopped' } } }]);
  });

  it('is a warning at least, whatever its status is', () => {
    const { responder, log } = appWith();
    void responder.fail(newReply('finished'), notFound('No such berth'));
    expect(log).toMatchObject([{ level: 'warn', record: { status: 404, afterResponse: true } }]);
  });

  it('has no such member if the response was not complete', () => {
    const { responder, log } = appWith();
    void responder.fail(newReply('head-sent'), new Error('the pump stopped'));
    expect(log.map(({ record }) => 'afterResponse' in record)).toEqual([false]);
  });

  it.each([
    ['warn', notFound('No such berth')],
    ['warn', badRequest('No such berth')],
    ['error', serviceUnavailable()],
  ])('is a %s if the client gets a response that breaks off: %o', (level, error) => {
    const { responder, log } = appWith();
    const reply = newReply('head-sent');
    void responder.fail(reply, error);
    expect(reply.aborted).toBe(1);
    expect(log).toMatchObject([{ level, record: { status: error.status } }]);
  });

  it('is a warning, too, if a response was called', () => {
    const { res, log } = appWith();
    res['notFound']?.call(newReply('head-sent'));
    expect(log).toMatchObject([{ level: 'warn', record: { response: 'notFound' } }]);
  });

  it.each(['finished', 'head-sent'] as const)('is logged once if the host passes it on twice, when the answer is %s', (progress) => {
    const { responder, log } = appWith();
    const [reply, error] = [newReply(progress), new Error('the pump stopped')];
    void responder.fail(reply, error);
    void responder.fail(reply, error);
    expect(log).toHaveLength(1);
    void responder.fail(reply, new Error('another error'));
    expect(log).toHaveLength(2);
  });

  it('is logged at debug only if the client has gone, however many errors follow from that', () => {
    const { responder, log } = appWith();
    const reply = newReply('gone');
    for (const message of ['Premature close', 'aborted']) void responder.fail(reply, new Error(message));
    expect(log.map(({ level }) => level)).toEqual(['debug']);
  });
});

describe('a response that is called after the app has answered by other means', () => {
  it.each(['badRequest', 'notFound', 'serverError'])('is one record about the second answer: %s', (name) => {
    const { responder, log } = appWith();
    void responder.respondWith(newReply('finished'), name);
    expect(log).toMatchObject([
      { level: 'warn', message: expect.stringMatching(`E_ANSWERED_TWICE.*${name}\\(\\)`), record: { reference: expect.any(String) } },
    ]);
  });

  it('is one record about the error, if it has one', () => {
    const { responder, log } = appWith();
    void responder.respondWith(newReply('finished'), 'serverError', new Error('the pump stopped'));
    const message = 'GET / 500 serverError after the response had been sent: the pump stopped';
    expect(log).toMatchObject([{ level: 'error', message, record: { afterResponse: true, handled: true, err: { message: 'the pump stopped' } } }]);
  });
});

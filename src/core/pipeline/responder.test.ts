import { describe, expect, it } from 'vitest';
import { appWith, newReply, type Reply } from '../../../tests/support/memory-host.ts';
import { notFound } from '../responses/index.ts';

describe('a response method', () => {
  it('answers synchronously if nothing is asynchronous', () => {
    const { res } = appWith();
    const reply = newReply();
    expect(res['notFound']?.call(reply)).toBeUndefined();
    expect(reply.written[0]?.status).toBe(404);
  });

  it('has the same outcome as a thrown response, and as negotiate()', () => {
    const { responder, res } = appWith();
    const replies = [newReply(), newReply(), newReply()] as const;
    res['notFound']?.call(replies[0], 'No such berth');
    void responder.fail(replies[1], notFound('No such berth'));
    res['negotiate']?.call(replies[2], notFound('No such berth'));
    const [first, ...others] = replies.map(({ written }) => JSON.stringify({ ...written[0], body: 0, value: 0, headers: 0 }));
    for (const other of others) expect(other).toBe(first);
    for (const { written } of replies) expect(written[0]?.body).toContain('No such berth');
  });

  it('answers once: a second call changes nothing and is logged, with both call sites in development', () => {
    const { res, log } = appWith({}, 'development');
    const reply = newReply();
    res['notFound']?.call(reply);
    res['serverError']?.call(reply, new Error('the second'));
    res['forbidden']?.call(reply);
    expect(reply.written.map(({ status }) => status)).toEqual([404]);
    const twice = log.filter(({ message }) => message.includes('E_ANSWERED_TWICE'));
    expect(twice[0]?.level).toBe('error');
    expect(twice[0]?.record).toMatchObject({
      first: expect.stringContaining('responder.test.ts'),
      second: expect.stringContaining('responder.test.ts'),
      err: { message: 'the second' },
    });
  });

  it('logs no call site in production, because a stack takes time', () => {
    const { res, log } = appWith();
    const reply = newReply();
    res['notFound']?.call(reply);
    res['notFound']?.call(reply);
    const [twice] = log.filter(({ message }) => message.includes('E_ANSWERED_TWICE'));
    expect(twice?.level).toBe('warn');
    expect(JSON.stringify(twice)).not.toContain('responder.test.ts');
  });

  it('ends the connection if the head was sent, and logs the error itself', () => {
    const { res, log } = appWith();
    const reply = newReply('head-sent');
    res['serverError']?.call(reply, new Error('the pump stopped'));
    expect(reply).toMatchObject({ aborted: 1, written: [] });
    expect(log.map(({ level, record }) => [level, (record['err'] as Error)?.message])).toEqual([['error', 'the pump stopped']]);
  });

  it('writes nothing for a client that is gone, and logs this at debug', () => {
    const { res, log } = appWith();
    const reply = newReply('gone');
    res['serverError']?.call(reply, new Error('aborted'));
    expect(reply).toMatchObject({ aborted: 0, written: [] });
    expect(log.map(({ level }) => level)).toEqual(['debug']);
  });

  it('writes nothing if the app has answered by other means', () => {
    const { res, log } = appWith();
    const reply = newReply('finished');
    res['notFound']?.call(reply);
    expect(reply.written).toEqual([]);
    expect(log.at(-1)?.message).toContain('E_ANSWERED_TWICE');
  });

  it('does not throw if the host throws, and sends plain text', () => {
    let calls = 0;
    const { res, log } = appWith({}, 'production', {
      write: (reply, representation) => {
        if (calls++ === 0) throw new Error('ERR_INVALID_CHAR');
        reply.written.push(representation);
      },
    });
    const reply = newReply();
    expect(() => res['notFound']?.call(reply)).not.toThrow();
    expect(reply.written[0]?.body).toBe('404 Not Found\n');
    expect(log.some(({ record }) => (record['err'] as Error | undefined)?.message === 'ERR_INVALID_CHAR')).toBe(true);
  });

  it('does not throw if the host cannot be read', () => {
    const fail = (): never => {
      throw new Error('no request');
    };
    const { responder } = appWith({}, 'production', { read: fail });
    expect(() => responder.fail(newReply(), new Error('m'))).not.toThrow();
  });

  it('looks like notFound() to the client if it conceals, and logs the real outcome', () => {
    const { res, log } = appWith();
    const [concealed, missing] = [newReply(), newReply()];
    res['forbidden']?.call(concealed, 'Only the owner may', { conceal: true });
    res['notFound']?.call(missing);
    const shape = ({ written }: Reply): string => JSON.stringify(written[0]).replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'reference');
    expect(shape(concealed)).toBe(shape(missing));
    expect(log[0]).toMatchObject({ level: 'warn', record: { status: 403, response: 'forbidden' } });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { harbour } from './plain-sockets.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

describe('responses.ack of Socket.IO, called by hand', () => {
  let listener: (...args: unknown[]) => void = () => {};
  beforeAll(async () => {
    await harbour(
      (_io, responses) => {
        listener = responses.ack(() => {
          throw new Error('S3CRET');
        });
      },
      { environment: 'production', logger: false },
    );
  });

  it.each<[string, unknown]>([
    ['a namespace alone', { nsp: { name: '/' } }],
    ['half of a request', { nsp: { name: '/', server: {} }, request: {} }],
    ['a Proxy that knows a namespace', new Proxy({}, { get: (_, key) => (key === 'nsp' ? { name: '/' } : undefined) })],
  ])('answers when its this is %s', async (_, receiver) => {
    const answer = await new Promise((resolve) => listener.call(receiver, {}, resolve));
    expect(answer).toMatchObject({ status: 500 });
  });

  it('survives an ack that rejects, such as the ack of a wrapper', async () => {
    listener.call(undefined, {}, () => Promise.reject(new Error('the wrapper has failed')));
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

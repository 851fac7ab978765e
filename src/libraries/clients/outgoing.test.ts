import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../../tests/support/answer-of.ts';
import { outgoing, outgoingStatus } from './outgoing.ts';

/** The error of a connection to a port that nothing listens on. */
async function refused(): Promise<unknown> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return errorOf(() => new Promise((_, reject) => connect(port, '127.0.0.1').once('error', reject)));
}

/** The error that the request of a client has when the client goes away. */
async function aborted(): Promise<unknown> {
  const server = createHttpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const error = new Promise((resolve) => server.once('request', (req) => req.once('error', resolve)));
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf', () => setTimeout(() => socket.destroy(), 20));
  const found = await error;
  server.close();
  return found;
}

function timeout(): Promise<unknown> {
  const signal = AbortSignal.timeout(1);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)));
}

describe('outgoingStatus', () => {
  it('is 502 for a refused connection, also behind a cause and in an AggregateError', async () => {
    const error = await refused();
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    expect(outgoingStatus(error)).toBe(502);
    expect(outgoingStatus(new Error('no stock', { cause: error }))).toBe(502);
    expect(outgoingStatus(new AggregateError([error]))).toBe(502);
  });

  it('is 504 for a time-out of AbortSignal', async () => {
    expect(outgoingStatus(await timeout())).toBe(504);
  });

  it('is none for the request of a client that has gone', async () => {
    const error = await aborted();
    expect(error).toMatchObject({ code: 'ECONNRESET', message: 'aborted' });
    expect(outgoingStatus(error)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['an error of the app', new Error('m')],
    [
      'an error whose causes form a circle',
      (() => {
        const error = new Error('m');
        error.cause = error;
        return error;
      })(),
    ],
    ['an object that is no Error', { code: 'ECONNREFUSED' }],
    ['nothing', undefined],
  ])('is none for %s', (_, value) => {
    expect(outgoingStatus(value)).toBeUndefined();
    expect(outgoing(value)).toBeUndefined();
  });

  it('does not read more causes than four', async () => {
    let error = (await refused()) as Error;
    for (let depth = 0; depth < 5; depth++) error = new Error('m', { cause: error });
    expect(outgoingStatus(error)).toBeUndefined();
  });
});

import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw } from '../../conformance/asking.ts';
import { answerClientError } from './client-error.ts';

const server = createServer((_, reply) => reply.end('reached the app')).on('clientError', answerClientError);

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
});

/** Sends the bytes unchanged, and returns everything that the server sends until it closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

describe('answerClientError', () => {
  it.each([
    ['input that is no HTTP', 'hello\r\n\r\n', 400, 'Bad Request'],
    ['a header with a control character', 'GET / HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n', 400, 'Bad Request'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400, 'Bad Request'],
    ['a length and chunks', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400, 'Bad Request'],
    ['a flood of header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'Request Header Fields Too Large'],
  ])('answers %s with a whole problem document, and closes', async (_, bytes, status, title) => {
    const answer = await exchange(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status} ${title}`);
    expect(head).toContain('Content-Type: application/problem+json');
    expect(head).toContain('Connection: close');
    expect(head).toContain(`Content-Length: ${body.length}`);
    expect(JSON.parse(body)).toEqual({ title, status });
  });

  it('repeats nothing of the input', async () => {
    expect(await exchange('GET /hunter2 HTTP/1.1\r\nHost: a\r\nhunter2\r\n\r\n')).not.toContain('hunter2');
  });

  it('keeps serving other clients', async () => {
    await exchange('nonsense\r\n\r\n');
    expect(await exchange('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toContain('reached the app');
  });
});

const CHUNKED = 'Host: a\r\nTransfer-Encoding: chunked\r\n\r\n';

/** An app that handles a request before the rest of the connection turns out to be invalid HTTP. */
const app = createServer((request, reply) => {
  if (request.url === '/wait') setTimeout(() => reply.end('later'), 400);
  else if (request.url === '/stream') reply.write('the first half');
  else if (request.url === '/early') reply.writeHead(404).end('early');
  else if (request.url === '/read') request.resume().on('end', () => reply.end('read'));
  else reply.end('whole');
}).on('clientError', answerClientError);

const answers = async (...pieces: readonly string[]): Promise<string> => {
  const origin = new URL(`http://127.0.0.1:${(app.address() as AddressInfo).port}`);
  const { text, closed } = await askRaw(origin, pieces[0] as string, { then: pieces.slice(1), timeout: 5_000 });
  expect(closed).toBe(true);
  // A head in the middle of a body counts as well.
  return [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).join(' ');
};

describe('answerClientError with another answer on the connection (RFC 9112 §9.3, RFC 9110 §15)', () => {
  beforeAll(() => new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    app.closeAllConnections();
    return new Promise<void>((resolve) => app.close(() => resolve()));
  });

  it.each([
    ['follows a whole answer', ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n\r\n'], '200 400'],
    ['arrives while an answer goes out', ['GET /stream HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n\r\n'], '200'],
    ['arrives in several pieces', ['GET /stream HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n', 'and more\r\n\r\n'], '200'],
    ['arrives before there is an answer', ['GET /wait HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n\r\n'], '400'],
    ['is a chunk after an early answer', [`POST /early HTTP/1.1\r\n${CHUNKED}`, 'zz\r\n'], '404'],
    ['is a later chunk after an early answer', [`POST /early HTTP/1.1\r\n${CHUNKED}`, '5\r\nhello\r\n', 'zz\r\n'], '404'],
    ['is a chunk that the app waits for', [`POST /read HTTP/1.1\r\n${CHUNKED}`, 'zz\r\n'], '400'],
    ['follows a body that was read', [`POST /read HTTP/1.1\r\n${CHUNKED}`, '0\r\n\r\n', 'nonsense\r\n\r\n'], '200 400'],
    ['is a chunk behind a request that waits', [`GET /wait HTTP/1.1\r\nHost: a\r\n\r\nPOST /early HTTP/1.1\r\n${CHUNKED}`, 'zz\r\n'], '400'],
  ])('answers a request once, and closes, if input that is no HTTP %s', async (_, pieces, statuses) => {
    expect(await answers(...pieces)).toBe(statuses);
  });

  it('closes a connection that the client keeps open', async () => {
    const ended = await new Promise<boolean>((resolve) => {
      const socket = connect({ port: (app.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.write('nonsense\r\n\r\n'));
      app.once('connection', (connection) => connection.once('close', () => resolve(socket.destroy().destroyed)));
      socket.resume().on('error', () => {});
    });
    expect(ended).toBe(true);
  });
});

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkProxy } from '../../../src/export/check/check-proxy.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** The codes for a server that writes this after the head of each answer to HEAD. */
async function codesFor(body: string, length = 10): Promise<readonly string[]> {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const isHead = data.toString('latin1').startsWith('HEAD ');
      const head = `HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: ${isHead ? length : 10}\r\nConnection: close\r\n\r\n`;
      socket.end(head + (isHead ? body : 'We return.'));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { findings } = await checkProxy(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  return findings.map(({ code }) => code);
}

describe('the check of HEAD', () => {
  it('finds a body after the head', async () => {
    expect(await codesFor('We return.')).toContain('head-has-body');
  });

  it('finds a length that is not the one of GET', async () => {
    expect(await codesFor('', 4)).toContain('head-differs');
  });

  it('finds nothing in an answer with the length of GET and no body', async () => {
    expect((await codesFor('')).filter((code) => code.startsWith('head-'))).toEqual([]);
  });
});

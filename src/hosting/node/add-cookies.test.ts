import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addCookies } from './add-cookies.ts';

async function cookiesOf(handler: (reply: ServerResponse) => void): Promise<string[]> {
  const server = createServer((_request, reply) => {
    handler(reply);
    reply.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  return response.headers.getSetCookie();
}

describe('addCookies', () => {
  it.each<[string, string | string[] | undefined]>([
    ['none', undefined],
    ['one', 'sid=1'],
    ['a list', ['sid=1', 'theme=dark; Expires=Thu, 01 Jan 2099 00:00:00 GMT']],
  ])('keeps the cookies that the app has set: %s', async (_, present) => {
    const cookies = await cookiesOf((reply) => {
      if (present !== undefined) reply.setHeader('Set-Cookie', present);
      addCookies(reply, ['halyard.a=1', 'halyard.b=2']);
      addCookies(reply, ['halyard.c=3']);
    });
    expect(cookies).toEqual([...[present ?? []].flat(), 'halyard.a=1', 'halyard.b=2', 'halyard.c=3']);
  });

  it('adds the same deletion once', async () => {
    const cookies = await cookiesOf((reply) => {
      addCookies(reply, ['halyard.a=; Max-Age=0', 'halyard.b=2']);
      addCookies(reply, ['halyard.a=; Max-Age=0', 'halyard.c=; Max-Age=0']);
    });
    expect(cookies).toEqual(['halyard.a=; Max-Age=0', 'halyard.b=2', 'halyard.c=; Max-Age=0']);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NodeRequest, STARTED } from './node-request.ts';

/** Reads a member of a NodeRequest for a real request, while it is answered. */
async function readOf(about: object, fields: Record<string, string>, read: (request: NodeRequest) => unknown): Promise<unknown> {
  let result: unknown;
  const server = createServer((message, reply) => {
    Object.assign(message, about);
    Object.assign(reply, { [STARTED]: performance.now() - 5 });
    reply.setHeader('vary', ['Origin', 'Accept']).setHeader('x-count', 3);
    result = read(new NodeRequest(reply));
    reply.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b`, { method: 'PUT', headers: fields })).text();
  server.closeAllConnections();
  server.close();
  return result;
}

describe('NodeRequest', () => {
  it('reads method, target and version', async () => {
    expect(await readOf({}, {}, ({ transport, method, url, httpVersion }) => [transport, method, url, httpVersion])).toEqual(['http', 'PUT', '/a?b', '1.1']);
  });

  it('reads the whole target under a mounted router, and the pattern of the route', async () => {
    const mounted = { originalUrl: '/harbour/a?b', baseUrl: '/harbour', route: { path: '/:berth' } };
    expect(await readOf(mounted, {}, ({ url, route }) => [url, route])).toEqual(['/harbour/a?b', '/harbour/:berth']);
    expect(await readOf({ route: { path: /^b/ } }, {}, ({ route }) => route)).toBeUndefined();
  });

  it("reads the peer's own address, never one that a header claims", async () => {
    expect(await readOf({ ip: '203.0.113.9' }, { 'x-forwarded-for': '203.0.113.9' }, ({ remoteAddress }) => remoteAddress)).toBe('127.0.0.1');
  });

  it('reads fields of the request and of the reply, lists joined', async () => {
    const read = (request: NodeRequest): unknown => [
      request.header('accept'),
      request.header('x-none'),
      request.replyHeader('vary'),
      request.replyHeader('x-count'),
      request.replyHeader('x-none'),
    ];
    expect(await readOf({}, { accept: 'a/b, c/d' }, read)).toEqual(['a/b, c/d', undefined, 'Origin, Accept', '3', undefined]);
  });

  it('measures the time since the request arrived', async () => {
    expect(await readOf({}, {}, ({ elapsed }) => elapsed)).toBeGreaterThanOrEqual(5);
  });
});

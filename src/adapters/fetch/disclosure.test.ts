import { describe, expect, it } from 'vitest';
import { halyard } from './fetch.ts';

describe('who may see an error in development', () => {
  const shown = async (headers: Record<string, string>, ...context: readonly unknown[]): Promise<boolean> => {
    const fetch = halyard({ logger: false, environment: 'development' }).fetch((() => Promise.reject(new Error('tide table'))) as never);
    const response = await (fetch as (...args: readonly unknown[]) => Promise<Response>)(new Request('http://localhost:1337/', { headers }), ...context);
    return (await response.text()).includes('tide table');
  };

  it.each([
    ['Node’s socket', { incoming: { socket: { remoteAddress: '127.0.0.1', localPort: 1337 }, httpVersion: '1.1' }, outgoing: { once() {} } }],
    ['Bun’s server', { requestIP: () => ({ address: '127.0.0.1' }), port: 1337 }],
  ])('is read from %s', async (_who, beside) => {
    expect(await shown({}, beside)).toBe(true);
    expect(await shown({ 'x-forwarded-for': '127.0.0.1' }, beside)).toBe(false);
  });

  it.each([
    ['Deno’s info', { remoteAddr: { hostname: '127.0.0.1' } }],
    ['a socket that an event of a cloud was made into', { incoming: { socket: { remoteAddress: '127.0.0.1' }, httpVersion: '1.1' }, outgoing: { once() {} } }],
    ['a server without a port', { requestIP: () => ({ address: '127.0.0.1' }) }],
  ])('is unknown without a port, as from %s', async (_who, beside) => {
    expect(await shown({}, beside)).toBe(false);
  });

  it('is unknown if the runtime has no address, even if a header field has one', async () => {
    expect(await shown({ 'x-forwarded-for': '127.0.0.1' })).toBe(false);
    expect(await shown({ host: 'localhost', 'cf-connecting-ip': '127.0.0.1' }, {}, {})).toBe(false);
    expect(await shown({}, { remoteAddr: { hostname: '192.0.2.7' } })).toBe(false);
    expect(await shown({}, { incoming: { socket: { remoteAddress: '127.0.0.1', localPort: 1337 }, httpVersion: '1.0' }, outgoing: { once() {} } })).toBe(false);
  });
});

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { browse, FULL, page } from '../../../tests/support/form-pages.ts';
import { memoryFlash } from '../../forms/stores/memory-flash.ts';

describe('a page on a Node server', () => {
  it('keeps the message if the client disconnects while the answer is sent', async () => {
    const { ask, port, cookies } = await browse({ store: memoryFlash() }, (reply) => {
      if (reply.req.headers['x-impatient'] === undefined) return page(reply);
      // This is more than the network buffers at once.
      return reply.end(reply.form.errors.first('name') + 'x'.repeat(30_000_000));
    });
    await ask('POST', '/signup');
    const [[name, value] = []] = cookies;
    const socket = connect(port, '127.0.0.1').pause();
    socket.write(`GET /signup HTTP/1.1\r\nhost: x\r\nx-impatient: 1\r\naccept: text/html\r\ncookie: ${name}=${value}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('keeps the message if the client disconnects while the store is read', async () => {
    const kept = memoryFlash();
    const slow = {
      ...kept,
      take: (...args: Parameters<typeof kept.take>) => new Promise<string | undefined>((done) => setTimeout(() => done(kept.take(...args) as string), 100)),
    };
    const { ask, port, cookies } = await browse({ store: slow }, page);
    await ask('POST', '/signup');
    const [[name, value] = []] = cookies;
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /signup HTTP/1.1\r\nhost: x\r\naccept: text/html\r\ncookie: ${name}=${value}\r\n\r\n`);
    setTimeout(() => socket.destroy(), 40);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('is sent without its flash if the store does not answer, and has it later', async () => {
    const kept = memoryFlash();
    let up = false;
    const store = { ...kept, take: (...args: Parameters<typeof kept.take>) => (up ? kept.take(...args) : Promise.reject(new Error('down'))) };
    const { ask } = await browse({ store }, page);
    await ask('POST', '/signup');
    expect(await ask('GET', '/signup')).toMatchObject({ status: 200, body: '||' });
    up = true;
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });
});

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { halyard } from 'halyard/node-http';
import { afterEach, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { CLIENTS, type Connection } from './redis-clients.ts';
import { useRedis } from './redis-server.ts';

const redis = useRedis();

describe.each(CLIENTS)('a frozen server that accepts commands, on a client of `$name`,', ({ connect }) => {
  let connection: Connection;
  let server: Server;
  afterEach(() => {
    redis()?.thaw();
    server?.close();
    connection?.close();
  });

  async function open(): Promise<Browser> {
    connection = await connect(redis().url);
    server = halyard({ flash: { store: connection.store }, environment: 'production', logger: false })
      .createServer((req, res) => {
        if (req.method === 'POST') return res.badRequest([{ path: ['name'], message: 'Petrel is taken' }], '/signup');
        res.setHeader('content-type', 'text/html');
        return res.end(`<p>${res.form.errors.first('name') ?? ''}</p>`);
      })
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it('delays no form: the form is answered in place', async () => {
    const browser = await open();
    redis().freeze();
    const page = await browser.post('/signup', { name: 'Petrel' });
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(page.body).toContain('Petrel is taken');
  });

  it('delays no page, and a flash that arrives too late is kept for the next page', async () => {
    const browser = await open();
    expect((await browser.post('/signup', { name: 'Petrel' })).status).toBe(303);
    redis().freeze();
    expect((await browser.get('/signup')).body).toBe('<p></p>');
    expect(browser.hasFlash).toBe(true);
    redis().thaw();
    // The store's answer arrives later. After that, a request gets the flash.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await browser.get('/signup')).body).toBe('<p>Petrel is taken</p>');
    expect((await browser.get('/signup')).body).toBe('<p></p>');
  });
});

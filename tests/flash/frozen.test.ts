import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { halyard } from 'halyard/node-http';
import { afterEach, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { CLIENTS, type Connection } from './redis-clients.ts';
import { useRedis } from './redis-server.ts';

const redis = useRedis();

describe.each(CLIENTS)('a server that takes commands and does nothing, on a client of `$name`,', ({ connect }) => {
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

  it('holds up no form: it is answered in place', async () => {
    const browser = await open();
    redis().freeze();
    const page = await browser.post('/signup', { name: 'Petrel' });
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(page.body).toContain('Petrel is taken');
  });

  it('holds up no page, and what it gives too late is kept for the next one', async () => {
    const browser = await open();
    expect((await browser.post('/signup', { name: 'Petrel' })).status).toBe(303);
    redis().freeze();
    expect((await browser.get('/signup')).body).toBe('<p></p>');
    expect(browser.hasFlash).toBe(true);
    redis().thaw();
    // Its answer comes in its own time; asked after that, it has the flash again.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await browser.get('/signup')).body).toBe('<p>Petrel is taken</p>');
    expect((await browser.get('/signup')).body).toBe('<p></p>');
  });
});

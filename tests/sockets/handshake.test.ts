import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { SailsClient } from './sails-client.ts';

describe('the handshake of a socket', () => {
  let running: Running;
  const clients: SailsClient[] = [];
  const connect = (headers: Readonly<Record<string, string>> = {}, transports?: readonly string[]): SailsClient => {
    const client = new SailsClient(running.url, headers, transports);
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    const options = { environment: 'development', logger: false, origin: 'https://harbour.example' } as const;
    running = await run(HOSTS['Express 5']!(options), options);
  });
  afterEach(() => clients.splice(0).map((client) => client.close()));
  afterAll(() => running.stop());

  it('passes its cookies to each request, and with them the session of the page', async () => {
    const first = await fetch(`${running.url}/count`);
    const cookie = first.headers.get('set-cookie')!.split(';', 1)[0]!;
    const client = connect({ cookie });
    expect((await client.ask('GET /count')).body).toEqual({ count: 2 });
    expect((await client.ask('POST /count')).body).toEqual({ count: 3 });
    expect(await (await fetch(`${running.url}/count`, { headers: { cookie } })).json()).toEqual({ count: 4 });
  });

  it('has a separate session without a cookie, which lasts as long as the socket', async () => {
    const [one, other] = [connect(), connect()];
    expect((await one.ask('GET /count')).body).toEqual({ count: 1 });
    expect((await one.ask('GET /count')).body).toEqual({ count: 2 });
    expect((await other.ask('GET /count')).body).toEqual({ count: 1 });
  });

  it('identifies the client; a message may not', async () => {
    const client = connect({ cookie: 'a=1', 'x-forwarded-for': '203.0.113.7', 'user-agent': 'a page' });
    const { body } = await client.ask('GET /headers', undefined, {
      cookie: 'a=2',
      host: 'evil.example',
      origin: 'https://harbour.example',
      'x-forwarded-for': '198.51.100.1',
      'x-real-ip': '198.51.100.1',
      forwarded: 'for=198.51.100.1',
      'sec-fetch-site': 'same-origin',
      'user-agent': 'another',
      'transfer-encoding': 'chunked',
      'content-length': '0',
      connection: 'upgrade',
      upgrade: 'h2c',
    });
    expect(body).toMatchObject({ cookie: 'a=1', host: running.url.slice('http://'.length), 'x-forwarded-for': '203.0.113.7', 'user-agent': 'a page' });
    for (const name of ['origin', 'x-real-ip', 'forwarded', 'sec-fetch-site', 'transfer-encoding', 'upgrade', 'sec-websocket-key']) {
      expect(body).not.toHaveProperty(name);
    }
  });

  it('lets a message set the fields that a script may set', async () => {
    const { body } = await connect().ask('GET /headers', undefined, { authorization: 'Bearer x', 'X-CSRF-Token': 'y', 'accept-language': 'de' });
    expect(body).toMatchObject({ authorization: 'Bearer x', 'x-csrf-token': 'y', 'accept-language': 'de', accept: 'application/json' });
  });

  it.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['https://harbour.example', 200],
  ])('from a page of %s is answered with %i, because CORS does not protect a WebSocket (RFC 6455 §10.2)', async (origin, status) => {
    expect((await connect({ origin }).ask('POST /ok')).status).toBe(status);
  });

  it("from a page of another origin is logged once, with what to do if it is the app's own", async () => {
    const lines: string[] = [];
    const keep = (_record: object, line: string) => void lines.push(line);
    const options = { environment: 'production', logger: { error: keep, warn: keep, info: keep, debug: keep } } as const;
    const other = await run(HOSTS['node:http']!(options), options);
    const client = new SailsClient(other.url, { origin: 'https://behind-a-proxy.example' });
    await client.ask('GET /ok');
    await client.ask('GET /ok');
    client.close();
    await other.stop();
    expect(lines.filter((line) => line.includes('https://behind-a-proxy.example'))).toEqual([expect.stringContaining('the option `origin`')]);
  });

  it('from a page of this server is accepted', async () => {
    expect((await connect({ origin: running.url }).ask('POST /ok')).status).toBe(200);
  });

  it('shows errors in full to the developer at this machine, and to no client behind a proxy', async () => {
    const [here, proxied] = await Promise.all([connect().ask('GET /boom'), connect({ 'x-forwarded-for': '203.0.113.7' }).ask('GET /boom')]);
    expect(JSON.stringify(here.body)).toContain('S3CRET');
    expect(JSON.stringify(proxied.body)).not.toContain('S3CRET');
  });

  it('works over long polling', async () => {
    expect((await connect({}, ['polling']).ask('GET /list')).body).toEqual([1, 2]);
  });
});

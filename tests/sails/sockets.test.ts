import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lifted, type Mode, SailsApp } from './sails-app.ts';
import { SocketClient } from './socket-client.ts';

const MODES: readonly Mode[] = ['development', 'production'];

describe.each(MODES)('a real sails.io.js and sails-hook-sockets, with the hook, in %s', (mode) => {
  let app: SailsApp;
  let sails: Lifted;
  let client: SocketClient;
  beforeAll(async () => {
    app = new SailsApp({ hook: true });
    sails = await app.lift(mode);
    client = await SocketClient.connect(sails.origin);
  }, 180_000);
  afterAll(async () => {
    client?.close();
    await sails.stop();
    app.remove();
  });
  const dev = mode === 'development';

  it.each<[string, number, unknown]>([
    ['/berths', 200, [{ id: 12, boat: 'Petrel' }]],
    ['/ok', 200, 'OK'],
    ['/text', 200, 'boom'],
    ['/owner', 403, 'Only the owner may'],
    ['/nowhere', 404, 'Not Found'],
    ['/salesforce', 500, dev ? 'Salesforce could not be reached' : 'Internal Server Error'],
    ['/tide', 498, { tide: 'out' }],
    ['/berth/12/edit', 403, 'Only the owner may'],
    ['/boat/12345', 404, 'Not Found'],
  ])('acks with the same body as HTTP, as a value, and the status: %s', async (url, statusCode, body) => {
    expect(await client.ask(url)).toMatchObject({ statusCode, body });
  });

  it('acks a circular answer, and the process continues', async () => {
    expect(await client.ask('/circle')).toMatchObject({ statusCode: 200, body: { id: 12, neighbour: '[circular]' } });
    expect(await client.ask('/circle/json')).toMatchObject({ statusCode: 200, body: { id: 12, neighbour: { back: '[circular]' } } });
    expect(sails.exitCode).toBe(null);
  });

  it.each(['/throws', '/rejects', '/promise', '/detached', '/throws-null', '/late', '/broken-page'])(
    'acks a failure, with its error in development and without it in production: %s',
    async (url) => {
      const { statusCode, body, headers } = await client.ask(url);
      expect(statusCode).toBe(500);
      expect(headers['error-reference']).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      if (!dev) expect(JSON.stringify(body)).not.toMatch(/tide|at |ink|views/);
      else if (['/throws', '/rejects'].includes(url)) expect(body).toMatchObject({ message: expect.stringContaining('tide') });
    },
  );

  it('acks issues as data, and redirects no socket to a form', async () => {
    const { statusCode, body } = await client.ask('/signup', { method: 'post', data: { boat: '' } });
    expect({ statusCode, body }).toEqual({ statusCode: 400, body: [{ path: ['boat'], message: 'Tell us its name.' }] });
  });

  it('acks missing inputs of an action by name', async () => {
    expect(await client.ask('/berth/book', { method: 'post', data: {} })).toMatchObject({
      statusCode: 400,
      body: { code: 'E_MISSING_OR_INVALID_PARAMS', problems: [expect.stringContaining('"boat"')] },
    });
  });

  it('keeps the first of two answers, and logs that once', async () => {
    const log = await sails.logged(async () => expect((await client.ask('/twice')).body).toBe('first'));
    expect(log.match(/E_ANSWERED_TWICE/g)).toHaveLength(1);
  });

  it("keeps a failure when the app answers a second time with Sails' own methods", async () => {
    const log = await sails.logged(async () => expect(await client.ask('/overruled')).toMatchObject({ statusCode: 403, body: 'the failure' }));
    expect(log.match(/E_ANSWERED_TWICE/g)).toHaveLength(1);
  });

  it("trusts the handshake, and no message, about the client's origin", async () => {
    const far = await SocketClient.connect(sails.origin, { 'x-forwarded-for': '192.0.2.1' });
    const claims = { headers: { host: 'localhost', 'x-forwarded-for': undefined } };
    expect((await far.ask('/throws', claims)).body).toBe('Internal Server Error');
    far.close();
    const { body } = await client.ask('/throws', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    if (dev) expect(body).toMatchObject({ name: 'Error' });
    else expect(body).toBe('Internal Server Error');
  });

  it('answers each verb of a real client in the same way', async () => {
    for (const method of ['put', 'patch', 'delete']) expect((await client.ask('/nowhere', { method, data: {} })).statusCode).toBe(404);
  });
});

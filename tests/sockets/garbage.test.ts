import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { SailsClient } from './sails-client.ts';

describe('a message that is no request', () => {
  let running: Running;
  let client: SailsClient;
  beforeAll(async () => {
    const options = { environment: 'production', logger: false } as const;
    running = await run(HOSTS['Express 5']!(options), options);
    client = new SailsClient(running.url);
    await client.ask('GET /ok');
  });
  afterAll(async () => {
    client.close();
    await running.stop();
  });

  const deep = Array.from({ length: 1_000 }).reduce((inner) => [inner], 1);
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text, as Sails 0.9 sent it', '{"url":"/ok"}'],
    ['a list', [{ url: '/ok' }]],
    ['an object without a url', { data: {} }],
    ['a url that is no text', { url: { toString: 'x' } }],
    ['a url of another server', { url: 'http://evil.example/' }],
    ['a url with a line break', { url: '/ok HTTP/1.1\r\nx-evil: 1' }],
    ['a url with a space', { url: '/ok x' }],
    ['a url that is too long', { url: `/${'x'.repeat(10_000)}` }],
    ['headers that are a text', { url: '/ok', headers: 'x: y' }],
    ['a header with a line break', { url: '/ok', headers: { 'x-a': 'b\r\nc: d' } }],
    ['a header whose name is none', { url: '/ok', headers: { 'a b': 'c' } }],
    ['a header that is an object', { url: '/ok', headers: { 'x-a': {} } }],
    ['a hundred headers', { url: '/ok', headers: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x-${i}`, 'y'])) }],
    ['the address of the sockets', { url: '/socket.io/?EIO=4&transport=polling' }],
    ['data too deep for a query', { url: '/ok', data: { deep } }],
    ['data too wide for a query', { url: '/ok', data: { a: Array.from({ length: 300 }, () => 1) } }],
  ])('is a 400 with a problem: %s', async (_what, envelope) => {
    const ack = await client.emit('get', envelope);
    expect(ack).toMatchObject({ statusCode: 400, body: { title: 'Bad Request', status: 400, reference: expect.any(String) } });
    expect(JSON.stringify(ack)).not.toMatch(/\bat .+:\d+:\d+|stack/);
  });

  it('without an ack is the event sails:parseError', async () => {
    expect(await client.send('get', [{ nothing: true }], 'sails:parseError')).toMatchObject({ title: 'Bad Request', status: 400 });
  });

  it.each([1, 'yes', {}, null])('is handled without an acknowledgement when its ack is not a function: %j', async (ack) => {
    await new Promise<void>((resolve) => {
      client.socket._raw.emit('get', { url: '/ok' }, ack);
      setTimeout(resolve, 20);
    });
    expect((await client.ask('GET /ok')).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'nobody-listens'])('gets a 404 when its name is %s', async (event) => {
    expect(await client.emit(event, { url: '/ok' })).toMatchObject({ status: 404, body: { title: 'Not Found', status: 404 } });
  });

  it('may have any members: __proto__ has no effect', async () => {
    const envelope = JSON.parse('{"url":"/ok","data":{"__proto__":{"polluted":1},"a":2},"headers":{"__proto__":"x"}}');
    expect((await client.emit('post', envelope))['statusCode']).toBeLessThan(500);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('gets the 413 of the app when its body is too large', async () => {
    expect((await client.ask('POST /ok', { text: 'x'.repeat(200_000) })).status).toBe(413);
  });

  it('gets a 429 when there are too many at once, and every other message is answered', async () => {
    const answers = await Promise.all(Array.from({ length: 400 }, () => client.ask('GET /later')));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([503, 429]));
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(256);
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
  });

  it('is acknowledged at most once', async () => {
    const before = client.calls;
    await Promise.all(['GET /ok', 'GET /boom', 'GET /half', 'GET /reject'].map((line) => client.ask(line)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.calls - before).toBe(4);
  });

  it('aborts the request of the app when the client disconnects', async () => {
    const gone = new SailsClient(running.url);
    await gone.ask('GET /ok');
    void gone.ask('GET /stream');
    void gone.ask('GET /later');
    gone.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await client.ask('GET /ok')).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { SailsClient, type Seen } from './sails-client.ts';

const hosts = Object.entries(HOSTS).flatMap(([name, make]) => (['production', 'development'] as const).map((environment) => ({ name, make, environment })));

describe.each(hosts)('sails.io.js and $name in $environment', ({ make, environment }) => {
  let running: Running;
  let client: SailsClient;
  beforeAll(async () => {
    const options = { environment, logger: false as const };
    running = await run(make(options), options);
    client = new SailsClient(running.url);
  });
  afterAll(async () => {
    client.close();
    await running.stop();
  });

  /** The same request of a client over HTTP. */
  async function overHttp(path: string): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${running.url}${path}`, { headers: { accept: 'application/json' } });
    const body: unknown = await answer.json();
    // In development a client over HTTP also gets the report. The message of a socket has none.
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) Reflect.deleteProperty(body, 'report');
    return { status: answer.status, body };
  }

  it.each(['/ok', '/text', '/nothing', '/null', '/list', '/circular', '/bad', '/forbidden', '/boom', '/reject', '/later', '/no-such-place'])(
    'has for %s the same status and body as HTTP',
    async (path) => {
      const [seen, http] = await Promise.all([client.ask(`GET ${path}`), overHttp(path)]);
      expect(withoutReference({ status: seen.status, body: seen.body })).toEqual(withoutReference(http));
    },
  );

  it('passes the client a body and a jwr, with jwr.error only from status 400', async () => {
    const [good, bad] = await Promise.all([client.ask('GET /list'), client.ask('GET /bad')]);
    expect([good.body, good.status, good.error]).toEqual([[1, 2], 200, undefined]);
    expect([bad.status, bad.error?.message]).toEqual([400, expect.stringContaining('400 status code')]);
    expect(bad.body).toMatchObject({ title: 'Bad Request', status: 400, errors: [{ detail: 'Say a name', pointer: '#/name' }] });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('sends the data of %s as the body', async (method) => {
    expect((await client.ask(`${method} /ok`, { boat: 'Tern', length: 9 })).body.body).toEqual({ boat: 'Tern', length: 9 });
  });

  it('keeps a list as a list', async () => {
    expect((await client.ask('POST /ok', [1, [2]])).body.body).toEqual([1, [2]]);
  });

  it('sends the data of GET as the query', async () => {
    expect((await client.ask('GET /ok?a=1', { b: 2, c: 'x&y=z', d: { e: true } })).body.query).toEqual({ a: '1', b: '2', c: 'x&y=z', 'd[e]': 'true' });
  });

  it('answers HEAD without a body, and OPTIONS', async () => {
    const head = await client.ask('HEAD /ok');
    expect([head.status, head.body]).toEqual([200, undefined]);
    expect((await client.ask('OPTIONS /ok')).status).toBe(200);
  });

  it('passes a redirect on, and does not follow it', async () => {
    const { status, headers, error } = await client.ask('GET /redirect');
    expect([status, headers['location'], error]).toEqual([302, '/ok', undefined]);
  });

  it('sends a text as a text, encoded once', async () => {
    expect((await client.ask('GET /text')).body).toBe('high water');
  });

  it('sends no body for 204, and a picture as its bytes', async () => {
    expect(await client.ask('GET /none')).toMatchObject({ status: 204, body: undefined });
    expect(Buffer.from((await client.ask('GET /picture')).body)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  });

  it('sends JSON for any Accept of the call or the client', async () => {
    const seen = await client.ask('GET /page', undefined, { accept: 'text/html' });
    expect(seen).toMatchObject({ status: 403, body: { detail: 'Only the owner may' } });
  });

  it('sends the same body for an unexpected error as over HTTP', async () => {
    const { body } = await client.ask('GET /boom');
    expect(JSON.stringify(body).includes('S3CRET')).toBe(environment === 'development');
  });

  it('sends the header fields of the answer, without cookies', async () => {
    const { headers } = await client.ask('GET /later');
    expect(headers).toMatchObject({ 'retry-after': '60', 'error-reference': expect.any(String), 'content-type': expect.stringContaining('json') });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['set-cookie']));
  });

  it('gets a 500 when a body breaks off half-way, without the first half', async () => {
    const seen = await client.ask('GET /half');
    expect(seen.status).toBe(500);
    expect(JSON.stringify(seen.body)).not.toContain('the first half');
  });

  it('gets an error for a stream of events, which cannot be one answer', async () => {
    expect((await client.ask('GET /stream')).status).toBe(406);
  });

  it('is available to the app as the socket of a request', async () => {
    expect((await client.ask('GET /socket')).body.socket).toEqual(expect.any(String));
    expect((await overHttp('/socket')).body).toEqual({ socket: null });
  });
});

/** Removes what differs each time: the reference, and the stack, whose depth depends on the transport. */
function withoutReference(seen: { status: number; body: unknown }): unknown {
  return JSON.parse(JSON.stringify(seen, (name, value) => (name === 'reference' || name === 'stack' ? undefined : value)) as string) as Seen;
}

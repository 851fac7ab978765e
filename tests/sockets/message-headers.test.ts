import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { IDENTITIES } from './identity-headers.ts';
import { SailsClient } from './sails-client.ts';

const ALLOWED = {
  'accept-language': 'de',
  'x-csrf-token': 'a',
  'x-xsrf-token': 'b',
  'csrf-token': 'c',
  'xsrf-token': 'd',
  'x-requested-with': 'XMLHttpRequest',
  'if-match': '"1"',
  'if-none-match': '"2"',
  'if-modified-since': 'Sun, 29 Nov 2026 00:00:00 GMT',
  'if-unmodified-since': 'Sun, 29 Nov 2026 00:00:00 GMT',
  'cache-control': 'no-cache',
  prefer: 'return=minimal',
  'idempotency-key': '8e03978e',
  authorization: 'Bearer of the client',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  tracestate: 'a=b',
} as const;

describe('the headers of a message', () => {
  const logged: string[] = [];
  const keep = (_record: object, line: string): void => void logged.push(line);
  let [running, naming] = [undefined, undefined] as unknown as [Running, Running];
  const clients: SailsClient[] = [];
  const connect = (to: Running, handshake: Readonly<Record<string, string>> = {}): SailsClient => {
    const client = new SailsClient(to.url, handshake);
    clients.push(client);
    return client;
  };
  /** The header fields that the app receives. */
  const seen = async (to: Running, message: object, handshake?: Readonly<Record<string, string>>): Promise<Record<string, string>> =>
    (await connect(to, handshake).ask('GET /headers', undefined, message as Record<string, string>)).body;

  beforeAll(async () => {
    const options = { environment: 'production', logger: { error: keep, warn: keep, info: keep, debug: keep } } as const;
    running = await run(HOSTS['Express 5']!(options), options);
    const silent = { ...options, logger: false } as const;
    naming = await run(HOSTS['Express 5']!(silent), silent, undefined, { headers: ['X-Tenant', 'authorization'] });
  });
  afterEach(() => clients.splice(0).map((client) => client.close()));
  afterAll(() => Promise.all([running.stop(), naming.stop()]));

  it.each(IDENTITIES)('cannot forge %s, in any letter case', async (name) => {
    const body = await seen(running, { [name]: 'admin', [name.toUpperCase()]: 'admin' });
    expect(body).not.toHaveProperty(name);
    expect(Object.values(body)).not.toContain('admin');
  });

  it('keep the fields that the proxy set in the handshake', async () => {
    const proxied = { 'x-auth-request-user': 'ann', 'x-forwarded-user': 'ann', 'x-tenant': 'north' };
    const body = await seen(running, { 'x-auth-request-user': 'admin', 'X-Forwarded-User': 'admin', 'x-tenant': 'south' }, proxied);
    expect(body).toMatchObject(proxied);
  });

  it('may belong to the request itself: language, conditions, CSRF tokens, credentials, trace', async () => {
    expect(await seen(running, ALLOWED)).toMatchObject(ALLOWED);
  });

  it('cannot replace the Authorization of the handshake, because a proxy may have set it', async () => {
    const body = await seen(running, { Authorization: 'Basic YWRtaW46' }, { authorization: 'Basic YW5uOg==' });
    expect(body['authorization']).toBe('Basic YW5uOg==');
  });

  it('may be the fields that the app allows, and these replace those of the handshake', async () => {
    const handshake = { authorization: 'Bearer old', 'x-tenant': 'north' };
    const body = await seen(naming, { authorization: 'Bearer new', 'x-TENANT': 'south', 'x-other': 'no' }, handshake);
    expect(body).toMatchObject({ authorization: 'Bearer new', 'x-tenant': 'south' });
    expect(body).not.toHaveProperty('x-other');
  });

  it('do not include fields that describe the request of the handshake', async () => {
    const own = { 'if-none-match': '"1"', range: 'bytes=0-1', prefer: 'x', 'x-http-method-override': 'DELETE', 'x-original-url': '/admin' };
    const body = await seen(running, {}, own);
    for (const name of Object.keys(own)) expect(body).not.toHaveProperty(name);
  });

  it('are logged once when they are dropped, with what to do, on one line', async () => {
    await seen(running, { 'x-one': 'a' });
    await seen(running, { 'x-two': 'b' });
    const lines = logged.filter((line) => line.includes('answerVerbs({ headers:'));
    expect(lines).toEqual([expect.stringMatching(/^halyard: a message over a socket set the header "[^"\n]+", which was dropped\./)]);
  });
});

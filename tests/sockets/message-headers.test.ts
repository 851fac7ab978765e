import { createServer } from 'node:http';
import { type SocketResponses, halyard as sockets } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { SailsClient } from './sails-client.ts';

/** Fields in which authenticating proxies pass the user to the app. Only a proxy may set them. */
const IDENTITIES = [
  'remote-user',
  'remote_user',
  'x-remote-user',
  'x-remote-groups',
  'x-forwarded-user',
  'x-forwarded-email',
  'x-forwarded-preferred-username',
  'x-forwarded-access-token',
  'x-auth-request-user',
  'x-auth-request-email',
  'x-auth-user',
  'x-authentik-username',
  'x-authentik-groups',
  'x-authenticated-userid',
  'x-goog-authenticated-user-email',
  'x-goog-authenticated-user-id',
  'x-goog-iap-jwt-assertion',
  'x-ms-client-principal',
  'x-ms-client-principal-id',
  'x-ms-token-aad-id-token',
  'x-amzn-oidc-data',
  'x-amzn-oidc-identity',
  'x-amzn-mtls-clientcert',
  'cf-access-authenticated-user-email',
  'cf-access-jwt-assertion',
  'tailscale-user-login',
  'tailscale-user-name',
  'x-webauth-user',
  'x-pomerium-claim-email',
  'x-teleport-user',
  'x-consumer-username',
  'x-credential-identifier',
  'x-userinfo',
  'x-user',
  'x-user-id',
  'oidc_claim_email',
  'iv-user',
  'sm_user',
  'shib-session-id',
  'x-jwt-assertion',
  'ssl-client-cert',
  'ssl-client-verify',
  'x-ssl-client-cert',
  'x-ssl-client-s-dn',
  'x-client-cert',
  'x-forwarded-client-cert',
  'client-cert',
  'x-tls-client-subject',
  'x-envoy-external-address',
  'true-client-ip',
  'x-azure-clientip',
  'x-original-url',
  'x-rewrite-url',
  'x-http-method-override',
  'x-tenant',
  'x-anything-at-all',
  'baggage',
  'range',
] as const;

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

describe('answerVerbs({ headers })', () => {
  const answerVerbs = (headers: unknown): void => {
    const responses: SocketResponses = sockets(new Server(createServer()), { logger: false });
    responses.answerVerbs({ headers: headers as readonly string[] });
  };

  it.each([
    ...IDENTITIES.filter((name) => !['x-tenant', 'x-anything-at-all', 'x-auth-user', 'x-authenticated-userid', 'range'].includes(name)),
    'host',
    'Cookie',
    'set-cookie',
    'origin',
    'referer',
    'user-agent',
    'forwarded',
    'via',
    'x-forwarded-for',
    'X-Forwarded_Host',
    'x-real-ip',
    'cf-connecting-ip',
    'sec-fetch-site',
    'connection',
    'content-length',
    'content-type',
    'transfer-encoding',
    'upgrade',
    'accept',
    'proxy-authorization',
    'X-Vouch-User',
    'WL-Proxy-Client-IP',
    'x-oauth2-proxy-user',
    'X-Remote-Port',
    'l5d-client-id',
  ])('rejects %s, because only the handshake may set it', (name) => {
    expect(() => answerVerbs(['x-tenant', name])).toThrow(/^E_OPTION: .*Found headers: \[".+"\]/);
  });

  it.each([
    ['a text', 'x-tenant'],
    ['no name', ['a b']],
    ['a line break', ['x\r\ny']],
    ['a number', [1]],
    ['an empty name', ['']],
    ['null', null],
  ])('rejects %s', (_what, headers) => {
    expect(() => answerVerbs(headers)).toThrow(/E_OPTION/);
  });

  it('accepts other names', () => {
    expect(() => answerVerbs(['x-tenant', 'X-Api-Key', 'x-access-token', 'x-request-id', 'authorization'])).not.toThrow();
  });
});

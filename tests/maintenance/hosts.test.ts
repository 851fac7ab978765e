import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretHash } from '../../src/maintenance/bypass.ts';
import { maintenance } from '../../src/maintenance/maintenance.ts';
import { REACHED, SERVERS } from './host-servers.ts';

const KEY = 'k'.repeat(43);
const SECRET = 'harbour-crane-27-of-2026';
const folder = mkdtempSync(join(tmpdir(), 'halyard-hosts-'));
const file = join(folder, 'maintenance.json');
writeFileSync(file, JSON.stringify({ retry: 600, message: 'We move to a larger harbour.', key: KEY, secret: secretHash(KEY, SECRET) }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Targets that some router, proxy or runtime reads as another path. Where hosts have a `Request`, it is normalized, and the app sees the same path. */
const ATTACKS = [
  '/',
  '/admin',
  '/health/../admin',
  '/health/./../admin',
  '/health%2f..%2fadmin',
  '/health/%2e%2e/admin',
  '/health/..%5cadmin',
  '/health/..\\admin',
  '/health;/../admin',
  '/health%00',
  '/health%0a',
  '/HEALTH',
  '//health',
  '/\\health',
  '/x/../admin?/health',
  '/admin#/health',
  '/status/../admin',
  '/status/a/../../admin',
  '/status/%2e%2e/admin',
  '/status/.%2e/admin',
  '/status/%252e%252e/admin',
  '/status/..;/admin',
  '/status//admin',
  '/status/\\..\\admin',
  '/admin?halyard-secret=wrong',
  `/admin?halyard-secret=${secretHash(KEY, SECRET)}`,
];

describe.each(Object.keys(SERVERS))('an app on %s that is down', (host) => {
  const records: string[] = [];
  let served: Awaited<ReturnType<(typeof SERVERS)[string]>>;
  beforeAll(async () => {
    const log = (record: object, message: string): void => void records.push(`${JSON.stringify(record)} ${message}`);
    const logger = { error: log, warn: log, info: log, debug: log };
    served = await (SERVERS[host] as (typeof SERVERS)[string])({ logger, maintenance: maintenance({ file, exempt: ['/health', '/status/*'] }) });
  });
  afterAll(() => served.stop());

  /** Sends the target as it is. Clients would repair it. */
  const send = (target: string, { method = 'GET', fields = '' } = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      const socket = connect(served.port, '127.0.0.1', () =>
        socket.write(`${method} ${target} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n${fields}\r\n`),
      );
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
  const statusOf = (answer: string): number => Number(answer.split(' ', 2)[1]);

  it.each(ATTACKS)('lets nobody through by %s', async (target) => {
    const answer = await send(target);
    expect(answer).not.toContain(REACHED);
    expect([400, 404, 503]).toContain(statusOf(answer));
    expect(answer.toLowerCase()).not.toContain('set-cookie: halyard');
  });

  it.each(['/health', '/health?full=1', '/status/db', '/status/a/b'])('leaves %s open', async (target) => {
    expect(await send(target)).toContain(REACHED);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('answers %s with a 503 and Retry-After', async (method) => {
    const answer = await send('/orders', { method, fields: method === 'HEAD' ? '' : 'content-length: 0\r\n' });
    expect(statusOf(answer)).toBe(503);
    expect(answer).toMatch(/^retry-after: 600\r$/im);
  });

  it.each([
    'cookie: sid=1\r\n',
    'authorization: Basic YTpi\r\n',
    'content-length: 2\r\n\r\nab',
    'transfer-encoding: chunked\r\n\r\n0\r\n',
    'content-type: application/json\r\n',
    'x-http-method-override: DELETE\r\n',
  ])('lets a preflight of a browser through, and none that a client has made up with %j', async (fields) => {
    const preflight = 'origin: https://shop.example\r\naccess-control-request-method: PUT\r\n';
    expect(await send('/orders', { method: 'OPTIONS', fields: preflight })).not.toMatch(/^HTTP\/1\.1 503/);
    const answer = await send('/orders', { method: 'OPTIONS', fields: `${preflight}${fields}` });
    expect(statusOf(answer)).toBe(503);
    expect(answer).not.toContain(REACHED);
  });

  it('gives the browser that opens the link a cookie, which opens the app, and logs no secret', async () => {
    const opened = await send(`/orders/7?page=2&halyard-secret=${SECRET}`);
    expect(statusOf(opened)).toBe(303);
    expect(opened).toMatch(/^location: \.\/7\?page=2\r$/im);
    expect(opened).toMatch(/^referrer-policy: no-referrer\r$/im);
    expect(opened).not.toContain(SECRET);
    const [, cookie = ''] = /^set-cookie: (halyard-bypass=[^;]+); Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax\r$/im.exec(opened) ?? [];
    expect(await send('/orders/7', { fields: `cookie: ${cookie}\r\n` })).toContain(REACHED);
    expect(statusOf(await send('/orders/7', { fields: `cookie: ${cookie.slice(0, -1)}\r\n` }))).toBe(503);
    expect(statusOf(await send(`/orders/7?halyard-secret=${SECRET}`, { method: 'POST', fields: 'content-length: 0\r\n' }))).toBe(503);
    expect(records.join('\n')).not.toContain(SECRET);
    expect(records.length).toBeGreaterThan(0);
  });
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, BROWSER, FORM, JSON_BODY, PROGRAM } from './clients.ts';
import { useSails } from './lifted-app.ts';
import { SocketClient } from './socket-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'outage-'));
const flag = join(folder, 'out');

const FILES = {
  'config/halyard.js': `
const { existsSync } = require('node:fs');
module.exports.halyard = {
  report: () => console.log('reported'),
  maintenance: {
    meets(request) {
      console.log('asked ' + request.method + ' ' + request.url);
      if (!existsSync(${JSON.stringify(flag)}) || request.url === '/berths') return undefined;
      return { retryAfter: 60, message: 'We dredge the harbour' };
    },
  },
};`,
  'config/http.js': `
const ran = (req, res, next) => { console.log('middleware ran'); next(); };
module.exports.http = { middleware: { order: ['ran', 'cookieParser', 'session', 'bodyParser', 'router', 'www', 'favicon'], ran } };`,
  'views/503.ejs': '<h1>Closed</h1><p><%= message %></p><p><%= typeof sails %></p>',
};

describe('a planned outage of a Sails app', () => {
  const sails = useSails('production', { files: FILES });
  let client: SocketClient;
  beforeAll(async () => {
    client = await SocketClient.connect(sails().origin);
  });
  afterEach(() => rmSync(flag, { force: true }));
  afterAll(() => {
    client.close();
    rmSync(folder, { recursive: true });
  });
  const begin = () => writeFileSync(flag, '');
  const linesWith = (text: string): readonly string[] =>
    sails()
      .log.split('\n')
      .filter((line) => line.includes(text));

  it('comes before the middleware of config/http.js, the session and the body parser, and asks once', async () => {
    begin();
    const before = linesWith('middleware ran').length;
    const answers = [
      await ask(`${sails().origin}/ok?a`),
      await ask(`${sails().origin}/signup?b`, { method: 'POST', headers: JSON_BODY, body: '{ no JSON' }),
      await ask(`${sails().origin}/signup?c`, { method: 'POST', headers: FORM, body: 'boat=' }),
      await ask(`${sails().origin}/nowhere?d`),
    ];
    expect(answers.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
      [503, '60'],
      [503, '60'],
      [503, '60'],
      [503, '60'],
    ]);
    expect(linesWith('middleware ran')).toHaveLength(before);
    for (const mark of ['a', 'b', 'c', 'd']) expect(linesWith(`?${mark}`).filter((line) => line.startsWith('asked'))).toHaveLength(1);
    expect(linesWith('reported')).toEqual([]);
    expect(existsSync(flag)).toBe(true);
  });

  it("has the app's view 503, with the locals of Sails", async () => {
    begin();
    const { status, text } = await ask(`${sails().origin}/ok`, { headers: BROWSER });
    expect([status, text.includes('<h1>Closed</h1><p>We dredge the harbour</p><p>object</p>')]).toEqual([503, true]);
  });

  it('is the ack of a request over a socket, which asks once', async () => {
    expect(await client.ask('/ok')).toMatchObject({ statusCode: 200 });
    begin();
    const { statusCode, headers } = await client.ask('/owner?socket');
    expect([statusCode, headers['retry-after']]).toEqual([503, '60']);
    expect(headers['error-reference']).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(linesWith('asked GET /owner?socket')).toHaveLength(1);
    expect(await client.ask('/berths')).toMatchObject({ statusCode: 200 });
    rmSync(flag);
    expect(await client.ask('/owner')).toMatchObject({ statusCode: 403 });
  });

  it('lets the paths through that the source lets through, and ends', async () => {
    begin();
    expect((await ask(`${sails().origin}/berths`, { headers: PROGRAM })).status).toBe(200);
    expect((await ask(`${sails().origin}/ok`)).status).toBe(503);
    rmSync(flag);
    expect((await ask(`${sails().origin}/ok`)).status).toBe(200);
  });
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseSetCookie } from 'cookie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harbour, openHarbour } from '../browser/harbour.ts';

const script = fileURLToPath(new URL('../../examples/fastify/server.js', import.meta.url));
const PAGE = { accept: 'text/html,*/*;q=0.8' };
const FORM = { ...PAGE, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

describe.each(['development', 'production'])('the example on Fastify in %s', (NODE_ENV) => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour({ NODE_ENV, FLASH_SECRET: 'a secret of the harbour, 123456789012' }, script);
  });
  afterAll(() => harbour.stop());

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${harbour.url}${path}`, { redirect: 'manual', ...init });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };

  it('prints on start what to try, and each line works', () => {
    const commands = harbour.printed().match(/curl -i .*/g) ?? [];
    const statuses = commands.map((command) => {
      const args = command.split(/ {2,}/)[0]?.match(/"[^"]*"|\S+/g) ?? [];
      const { stdout } = spawnSync('curl', ['-s', ...args.slice(1).map((arg) => arg.replaceAll('"', ''))], { encoding: 'utf8' });
      return Number(/^HTTP\/1.1 (\d+)/.exec(stdout)?.[1]);
    });
    expect(statuses).toEqual([404, 403, 500, 400, 403, 404]);
  });

  it('answers a program with problem documents, and a browser with pages', async () => {
    expect(JSON.parse((await ask('/berths/Z9')).body)).toMatchObject({ title: 'Not Found', detail: 'There is no such berth.' });
    expect(JSON.parse((await ask('/berths/P1')).body).detail).toMatch(/pilot boat\. .* VHF channel 12/);
    expect((await ask('/no/such/page', { headers: PAGE })).body).toContain('<h1>Nothing is moored here</h1>');
    expect((await ask('/radio/none')).headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('has a page for failures, which shows the reason only to the developer', async () => {
    const isDevelopment = NODE_ENV === 'development';
    const { status, body } = await ask('/tides', { headers: PAGE });
    expect([status, body.includes('<h1>A line has snapped'), body.includes('ETIMEDOUT')]).toEqual([500, !isDevelopment, isDevelopment]);
    expect((await ask('/tides?halyard-page=own', { headers: PAGE })).body).toContain('A line has snapped');
  });

  it('sends an invalid form back with its errors and the typed text, once, and redirects a valid one with a message', async () => {
    const send = (body: string) => ask('/bookings', { method: 'POST', headers: FORM, body });
    const cookieOf = ({ headers }: { headers: Headers }) => {
      const { name, value } = parseSetCookie(headers.getSetCookie()[0] ?? '');
      return `${name}=${value}`;
    };
    const wrong = await send('boat=Petrel&metres=99&berth=A1');
    expect([wrong.status, wrong.headers.get('location')]).toEqual([303, '/bookings/new']);
    const page = await ask('/bookings/new', { headers: { ...PAGE, cookie: cookieOf(wrong) } });
    expect(page.body).toContain('This berth takes boats of up to 8 metres.');
    expect(page.body).toContain('value="Petrel"');
    const good = await send('boat=Petrel&metres=7&berth=A1');
    expect([good.status, good.headers.get('location')]).toEqual([303, '/berths']);
    expect((await ask('/berths', { headers: { ...PAGE, cookie: cookieOf(good) } })).body).toContain('Berth A1 is yours.');
    const program = await ask('/bookings', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect([program.status, JSON.parse(program.body).errors.length]).toEqual([400, 3]);
  });
});

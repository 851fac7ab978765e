import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'examples/nest');

const PROGRAM = { accept: 'application/json' };
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };

describe('the example on Nest', () => {
  let server: ChildProcess;
  let output = '';
  let url = '';

  beforeAll(async () => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', FOLDER], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const env = { PATH: process.env['PATH'], PORT: '0', NODE_ENV: 'production', FLASH_SECRET: 'a secret of the tests, and of nothing else' };
    server = spawn(process.execPath, [join(FOLDER, 'dist/main.js')], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    url = await new Promise<string>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`the example ended with ${code} before it listened`)));
      createInterface({ input: server.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        output += `${line}\n`;
        const port = /open: http:\/\/localhost:(\d+)/.exec(line)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    });
  }, 120_000);

  afterAll(async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
  });

  const ask = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });

  it('leads from its front page to the form', async () => {
    const answer = await ask('/', BROWSER);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/bookings/new']);
  });

  it('prints what to try', () => {
    expect(output).toContain('/berths/P1');
  });

  it.each<[string, number, object]>([
    ['/berths/A1', 200, { id: 'A1' }],
    ['/berths/Z9', 404, { detail: 'There is no such berth.' }],
    ['/berths/P1', 403, { detail: expect.stringContaining('VHF channel 12') }],
    ['/bookings/99', 404, { detail: 'There is no such booking.' }],
    ['/tides', 500, { title: 'Internal Server Error' }],
    ['/no/such/page', 404, { title: 'Not Found' }],
  ])('answers a program that requests %s with a %i', async (path, status, body) => {
    const answer = await ask(path, PROGRAM);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining(body)]);
  });

  it.each([
    ['/no/such/page', 404, 'Nothing is moored here'],
    ['/berths/Z9', 404, 'There is no such berth.'],
    ['/tides', 500, 'A line has snapped on our side'],
  ])("shows a browser that requests %s the app's page for a %i", async (path, status, text) => {
    const answer = await ask(path, BROWSER);
    const page = await answer.text();
    expect([answer.status, page]).toEqual([status, expect.stringContaining(text)]);
    expect(page).not.toContain('192.0.2.7');
  });

  it('sends a program the errors of its booking, field by field', async () => {
    const answer = await ask('/bookings', PROGRAM, { method: 'POST', body: new URLSearchParams({ boat: 'Curlew', berth: 'A1', nights: '99' }) });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [{ detail: 'Choose from 1 to 14 nights.', code: 'max', pointer: '#/nights' }] }),
    ]);
  });

  it('sends an invalid form back to its page with its errors and the typed text, once, and books a valid one', async () => {
    const page = await (await ask('/bookings/new', BROWSER)).text();
    const back = /name="_return" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const submit = (fields: Record<string, string>) => {
      const body = new URLSearchParams({ _return: back, ...fields });
      return ask('/bookings', { ...BROWSER, origin: url, 'sec-fetch-site': 'same-origin' }, { method: 'POST', body });
    };
    const sentBack = await submit({ boat: 'Curlew', berth: 'A1', nights: '99' });
    expect([sentBack.status, sentBack.headers.get('location')]).toEqual([303, '/bookings/new']);
    const cookie = sentBack.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    const again = await (await ask('/bookings/new', { ...BROWSER, cookie: cookie.join('; ') })).text();
    expect(again).toContain('Choose from 1 to 14 nights.');
    expect(again).toContain('value="Curlew"');

    const booked = await submit({ boat: 'Curlew', berth: 'A1', nights: '3' });
    expect([booked.status, booked.headers.get('location')]).toEqual([303, '/bookings/new']);
    expect(await (await ask('/bookings/1', PROGRAM)).json()).toEqual({ id: '1', boat: 'Curlew', berth: 'A1', nights: 3 });
    expect((await ask('/bookings', PROGRAM, { method: 'POST', body: new URLSearchParams({ boat: 'Tern', berth: 'A1', nights: '1' }) })).status).toBe(409);
  });
});

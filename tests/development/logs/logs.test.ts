import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppFolder } from '../show/app-folder.ts';

const { ensureInstalled } = (await import(new URL('../../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('loggers.json', import.meta.url), 'utf8')) as object;

let app: AppFolder;
let loggers: string;
beforeAll(() => {
  loggers = ensureInstalled('loggers', { manifest });
  app = new AppFolder('express');
  app.write('app.mjs', readFileSync(new URL('app.mjs', import.meta.url), 'utf8'));
}, 600_000);
afterAll(() => app.remove());

interface Logged {
  readonly log: string;
  readonly reference: string;
}

const logged = new Map<string, Logged>();

/** The log of a real app in production, with this logger. */
async function logOf(logger: string): Promise<Logged> {
  const known = logged.get(logger);
  if (known !== undefined) return known;
  const { url, child, log } = await app.serve('app.mjs', { NODE_ENV: 'production', LOGGER: logger, LOGGERS: loggers });
  const ask = (path: string, id: string): Promise<Response> => fetch(url + path, { headers: { 'x-request-id': id } });
  await ask('/view', 'request-before');
  const { reference } = (await (await ask('/orders/7', 'request-000001')).json()) as { readonly reference: string };
  await ask('/view', 'request-after');
  // The last answer can arrive before its record.
  await vi.waitFor(() => expect(log().match(/ 500 serverError/g)?.length).toBeGreaterThanOrEqual(3), 5_000);
  const ended = new Promise((resolve) => void child.on('close', resolve));
  child.kill();
  await ended;
  logged.set(logger, { log: log(), reference });
  return { log: log(), reference };
}

describe.each(['console', 'pino', 'pino-keys', 'pino-http', 'winston', 'bunyan', 'ecs'])('the log of an app with %s', (logger) => {
  it('becomes one story, in the order of time', async () => {
    const { log, reference } = await logOf(logger);
    const { stdout, stderr, code } = await app.halyard(['show', reference], { input: log });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const [title, ...rest] = stdout.split('\n');
    expect(title).toMatch(new RegExp(`^${reference}: \\d records$`));
    const text = rest.join('\n');
    expect(text.indexOf('loads the order')).toBeGreaterThan(-1);
    expect(text.indexOf('loads the order')).toBeLessThan(text.indexOf('GET /orders/7 500 serverError'));
    expect(text).toMatch(/TypeError: Order has no items, key /);
    expect(text).toMatch(/at .*app\.mjs:\d+:\d+/);
    if (logger !== 'ecs') expect(text).toContain('the database is away');
    expect(text).toMatch(/^(?:\d{4}-\d\d-\d\dT\S+Z {2})?error {2}/m);
    expect(text).toContain('user: 7');
    // The other failures are not part of it.
    expect(text).not.toContain('/view');
    expect(text).not.toMatch(/sk_live_4eC39|hunter2secret|halyard\/dist/);
    // The stack of an error that pino-http makes itself has no other frame.
    expect(text.split('request errored', 1)[0]).not.toContain('node_modules');
    expect(text).not.toContain('Symbol(');
  });

  it('lists its references', async () => {
    const { log, reference } = await logOf(logger);
    const { stdout, code } = await app.halyard(['show'], { input: log });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^[\w]{4}-[\w]{4} /.test(line))).toHaveLength(3);
    expect(stdout).toContain(reference);
    expect(stdout).toMatch(/GET \/orders\/7 500 serverError: Order has no items/);
  });
});

describe('a log that a platform has wrapped', () => {
  const WRAPPED: Readonly<Record<string, (line: string, index: number) => string>> = {
    'kubectl --prefix': (line) => `[pod/app-7d9f/app] ${line}`,
    'kubectl --timestamps': (line, index) => `2026-06-01T08:00:0${index % 10}.123456789Z ${line}`,
    'docker compose': (line) => `app-1  | ${line}`,
    'the file of Docker': (line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-06-01T08:00:00.1Z' }),
    'the file of Docker, in parts': (line) =>
      [line.slice(0, 40), `${line.slice(40)}\n`].map((log) => JSON.stringify({ log, stream: 'stderr', time: '2026-06-01T08:00:00.1Z' })).join('\n'),
    containerd: (line) => `2026-06-01T08:00:00.123456789Z stderr P ${line.slice(0, 50)}\n2026-06-01T08:00:00.123456789Z stderr F ${line.slice(50)}`,
    'journalctl -o json': (line, index) => JSON.stringify({ __REALTIME_TIMESTAMP: `178029720000000${index % 10}`, PRIORITY: '6', MESSAGE: line, _PID: '7' }),
    'Google Cloud': (line) => (line.startsWith('{') ? JSON.stringify({ insertId: 'x', severity: 'ERROR', jsonPayload: JSON.parse(line) }) : line),
    'Google Cloud, as text': (line) => JSON.stringify({ insertId: 'x', textPayload: line, timestamp: '2026-06-01T08:00:00Z' }),
    Datadog: (line) => (line.startsWith('{') ? JSON.stringify({ id: 'x', content: { attributes: JSON.parse(line), tags: ['a'] } }) : line),
    'carriage returns': (line) => `${line}\r`,
  };

  it.each(Object.entries(WRAPPED))('is read: %s', async (_name, wrap) => {
    const { log, reference } = await logOf('console');
    const input = log.split('\n').map(wrap).join('\n');
    const { stdout, code } = await app.halyard(['show', reference.toLowerCase()], { input });
    expect(code).toBe(0);
    for (const part of ['GET /orders/7 500 serverError', 'TypeError: Order has no items', 'caused by Error: the database is away', 'user: 7']) {
      expect(stdout).toContain(part);
    }
  });
});

describe('halyard show with a log', () => {
  it('writes JSON and Markdown', async () => {
    const { log, reference } = await logOf('pino');
    const { stdout } = await app.halyard(['show', reference, '--json'], { input: log });
    expect(stdout).not.toMatch(/sk_live_4eC39|hunter2secret/);
    expect(JSON.parse(stdout)).toMatchObject({
      reference,
      records: [
        { level: 'info', message: 'loads the order' },
        { level: 'error', members: { status: 500, path: '/orders/7' }, errors: [{ title: expect.stringMatching(/^TypeError/) }] },
      ],
    });
    expect((await app.halyard(['show', reference, '--markdown'], { input: log })).stdout).toMatch(new RegExp(`^# The log of ${reference}\n\n\`\`\`text\n`));
  });
});

import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { drill, example } from './drilled.ts';

const SERVER = fileURLToPath(new URL('apps/without-a-drill.mjs', import.meta.url));
const HOSTS = ['express', 'fastify', 'koa', 'hono', 'hapi', 'nest', 'fetch', 'node:http'];
const TRIES = 1_000;
const TOKEN = randomBytes(16).toString('hex');

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts a server of production, with the variable of the drill in its environment, and returns its port. */
async function start(host: string): Promise<number> {
  const env = { ...process.env, COUNTED_HOST: host, COUNTED_FILE: '/dev/null', COUNTED_ROUTES: 'named', NODE_ENV: 'production', HALYARD_DRILL: `${TOKEN}.abc` };
  const child = fork(SERVER, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  started.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve(port as number));
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)));
  });
}

/** What a request without a route gets, without what differs each time. */
function ask(port: number, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path: '/halyard-drill/at-no-route/1', method: 'GET', headers: { accept: 'application/json', ...headers } }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      reply.once('end', () => {
        const fields = Object.entries(reply.headers).filter(([name]) => name !== 'date' && name !== 'error-reference');
        resolve(JSON.stringify([reply.statusCode, fields, body.replace(/"reference":"[^"]*"/, '')]));
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Values of the header: random secrets, ids of a real drill, the secret of the environment itself, and names of JavaScript. */
function values(): readonly string[] {
  const fixed = [
    'Symbol(halyard.drill)',
    'halyard.drill',
    '__proto__',
    'constructor.1',
    'undefined.1',
    'null.1',
    '.1',
    '.',
    '1',
    'true',
    '[object Object]',
    '*',
  ];
  const ids = Array.from({ length: 200 }, (_, id) => [`${TOKEN}.${id}`, `${TOKEN}.abc.${id}`, `undefined.${id}`, `.${id}`]).flat();
  const random = Array.from({ length: TRIES - fixed.length - ids.length }, (_, id) => `${randomBytes(16).toString('hex')}.${id}`);
  return [...fixed, ...ids, ...random];
}

describe('a production server that no drill has started', () => {
  it.each(HOSTS)('answers 1,000 requests with the header of the drill as it answers one without, on %s', async (host) => {
    const port = await start(host);
    const without = await ask(port, {});
    expect(without).toMatch(/^\[(?:404|200)/);
    const tries = values();
    expect(tries.length).toBe(TRIES);
    const answers = new Set<string>();
    for (let i = 0; i < tries.length; i += 50) {
      for (const answer of await Promise.all(tries.slice(i, i + 50).map((value) => ask(port, { 'halyard-drill': value })))) answers.add(answer);
    }
    expect([...answers]).toEqual([without]);
  });
});

describe('the secret of a drill', () => {
  it('is in no answer and no record of the log, and the app does not see it', async () => {
    const { played } = await drill(example('express/app.js'), { only: ['notFound', 'serverError'] });
    const secret = played[0]?.exercise.headers['halyard-drill']?.split('.')[0] ?? '';
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    const shown = played.map(({ answer, trace }) => JSON.stringify([answer.headers, answer.body, trace.logged]));
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter((text) => text.includes(secret))).toEqual([]);
  });

  it('is neither in the environment of the app nor in that of its children, and the app listens on the loopback interface only', async () => {
    const { played } = await drill(new URL('apps/tells-all-it-sees.mjs', import.meta.url), { only: ['notFound'] });
    const secret = played[0]?.exercise.headers['halyard-drill']?.split('.')[0] ?? '';
    const told = played.find(({ exercise }) => exercise.client === 'text')?.answer.body ?? '';
    const { environment, ofChild, args, address } = JSON.parse(told) as Record<string, unknown>;
    expect(JSON.stringify([environment, ofChild, args])).not.toContain(secret);
    expect(JSON.stringify([environment, ofChild])).not.toContain('HALYARD_DRILL');
    expect(address).toBe('127.0.0.1');
  });
});

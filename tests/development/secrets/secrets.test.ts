import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES, planted, SHAPES, secret } from './planted.ts';
import { plantedApp } from './planted-app.ts';

/** How each reader of a report asks for it. */
const READERS = { page: 'text/html', Markdown: 'text/markdown', text: 'text/plain', JSON: 'application/json', problem: 'application/problem+json' } as const;

let folder = '';
let child: ChildProcess;
let port = '';
/** All that the process has written to its terminal. */
let terminal = '';
const answers = new Map<string, string>();

/** Sends a request that has a secret of this shape in each of its parts. */
function ask(shape: number, accept: string, body: 'form' | 'json'): Promise<Response> {
  const query = new URLSearchParams({ note: planted(shape, 'query'), password: secret(shape, 'query') });
  const fields = { note: planted(shape, body), password: secret(shape, body), name: 'Ada' };
  return fetch(`http://127.0.0.1:${port}/shape/${shape}?${query}`, {
    method: 'POST',
    headers: {
      accept,
      'x-note': planted(shape, 'header'),
      'x-api-key': secret(shape, 'header'),
      'x-context': planted(shape, 'context'),
      authorization: `Bearer ${secret(shape, 'header')}`,
      cookie: `note=${encodeURIComponent(planted(shape, 'cookie'))}; sid=${encodeURIComponent(secret(shape, 'cookie'))}`,
      'content-type': body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body: body === 'json' ? JSON.stringify({ deep: [{ fields }], ...fields }) : new URLSearchParams(fields).toString(),
  });
}

beforeAll(async () => {
  folder = plantedApp();
  // A terminal, so that the console writes for people.
  child = spawn('script', ['-qefc', `"${process.execPath}" server.js`, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'development', FORCE_COLOR: '1' },
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    terminal += text;
  });
  while (!/port=\d+;/.test(terminal)) await sleep(20);
  port = /port=(\d+);/.exec(terminal)?.[1] ?? '';
  for (const shape of SHAPES.keys()) {
    for (const [reader, accept] of Object.entries(READERS)) {
      const answer = await ask(shape, accept, reader === 'JSON' || reader === 'Markdown' ? 'json' : 'form');
      expect(answer.status).toBe(500);
      answers.set(`${shape} ${reader}`, await answer.text());
    }
  }
  // The cache is written after the answer.
  await sleep(1_500);
}, 60_000);

afterAll(() => {
  child.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** The planted secrets that stand in a text, as they are or escaped for HTML, JSON or a URL. */
function found(text: string, shape: number): readonly string[] {
  return PLACES.filter((place) => {
    const value = secret(shape, place);
    return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), Buffer.from(value).toString('base64')].some((form) => text.includes(form));
  });
}

describe('a secret that is planted in a failure', () => {
  for (const [shape, { name }] of SHAPES.entries()) {
    for (const reader of Object.keys(READERS)) {
      it(`(${name}) stands nowhere in the ${reader}`, () => {
        const text = answers.get(`${shape} ${reader}`) ?? '';
        // The report is really there: the class of the cause, a line of the source, a field of the form.
        expect(['TypeError', 'Ada', 'API_KEY'].filter((part) => !text.includes(part))).toEqual([]);
        expect(found(text, shape)).toEqual([]);
      });
    }
  }

  it('stands nowhere in the terminal', () => {
    expect(terminal.includes('The key was')).toBe(true);
    expect([...SHAPES.keys()].flatMap((shape) => found(terminal, shape))).toEqual([]);
  });

  it('stands nowhere in the cache of `halyard show`, which only its user can read', () => {
    const cache = join(folder, 'node_modules/.cache/halyard');
    const files = readdirSync(cache);
    expect(files.length).toBeGreaterThan(40);
    const all = files.map((file) => readFileSync(join(cache, file), 'utf8')).join('\n');
    expect(all.includes('API_KEY')).toBe(true);
    expect([...SHAPES.keys()].flatMap((shape) => found(all, shape))).toEqual([]);
    for (const file of files) expect(statSync(join(cache, file)).mode & 0o777).toBe(0o600);
  });
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Project } from '../cli/project.ts';

interface Answer {
  readonly worker: number;
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

describe('a cluster of four processes', () => {
  let project: Project;
  let server: ChildProcess;
  let port: number;
  let pids: readonly number[];
  beforeAll(async () => {
    project = new Project({ name: 'shop', type: 'module' }, ['express']);
    project.write('server.mjs', readFileSync(join(import.meta.dirname, 'cluster-server.mjs'), 'utf8'));
    server = fork(join(project.path, 'server.mjs'), { cwd: project.path });
    [{ port, pids }] = (await once(server, 'message')) as [{ port: number; pids: readonly number[] }];
  });
  afterAll(async () => {
    const ended = once(server, 'exit');
    server.disconnect();
    await ended;
    project.remove();
  });

  /** Sends a request over a connection of its own. `begun` is called at the first bytes. */
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, begun?: () => void): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (part: string) => {
          body += part;
          begun?.();
        });
        reply
          .on('error', reject)
          .on('end', () => resolve({ worker: Number(reply.headers['x-worker']), status: reply.statusCode ?? 0, headers: reply.headers, body }));
      });
      request.on('error', reject);
    });

  /** Asks until each of the four has answered, and returns the last answer of each. */
  const askEach = async (path: string, headers?: Readonly<Record<string, string>>): Promise<readonly Answer[]> => {
    const answers = new Map<number, Answer>();
    for (let i = 0; i < 200 && answers.size < 4; i++) {
      const answer = await ask(path, headers);
      answers.set(answer.worker, answer);
    }
    expect([...answers.keys()].sort()).toEqual([...pids].sort());
    return [...answers.values()];
  };
  const allHave = (status: number): Promise<void> =>
    vi.waitFor(async () => expect((await askEach('/')).map((answer) => answer.status)).toEqual([status, status, status, status]), {
      timeout: 20_000,
      interval: 20,
    });

  it('closes in all of them, finishes what has begun, lets the link through, and opens again', async () => {
    await allHave(200);
    const inFlight: Promise<Answer>[] = [];
    await Promise.all(pids.map(() => new Promise<void>((begun) => inFlight.push(ask('/begun', {}, begun)))));
    for (let i = 0; i < 4; i++) inFlight.push(ask('/waiting'));
    // The requests that wait have been received when those after them have been answered.
    await askEach('/');

    const { code, stdout } = await project.halyard(['down', '--retry', '600', '--message', 'We move to a larger harbour.', '--secret']);
    expect({ code, title: stdout.split('\n', 1)[0] }).toEqual({ code: 0, title: 'The app is down:' });
    await allHave(503);
    for (const { headers, body } of await askEach('/', { accept: 'application/json' })) {
      expect(headers).toMatchObject({ 'retry-after': '600', 'content-type': expect.stringContaining('json') });
      expect(JSON.parse(body)).toMatchObject({ status: 503 });
      expect(body).toContain('We move to a larger harbour.');
    }
    for (const { status, headers } of await askEach('/nowhere', { accept: 'text/html' })) {
      expect({ status, type: headers['content-type'] }).toEqual({ status: 503, type: expect.stringContaining('text/html') });
    }
    expect((await askEach('/health')).map(({ body }) => body)).toEqual(['alive', 'alive', 'alive', 'alive']);
    expect((await project.halyard(['down', '--status'])).stdout).toContain('4 processes');

    const [, link = ''] = /your\.site(\/\?\S+)/.exec(stdout) ?? [];
    const opened = await ask(link);
    expect({ status: opened.status, location: opened.headers['location'] }).toEqual({ status: 303, location: './' });
    const cookie = String(opened.headers['set-cookie']).split(';', 1)[0] as string;
    expect((await askEach('/', { cookie })).map(({ body }) => body)).toEqual(['open', 'open', 'open', 'open']);

    server.send('finish');
    const bodies = (await Promise.all(inFlight)).map(({ status, body }) => `${status} ${body}`);
    expect(bodies).toEqual([...Array(4).fill('200 first last'), ...Array(4).fill('200 answered')]);

    expect((await project.halyard(['up'])).stdout).toContain('The app is in service, in 4 processes');
    await allHave(200);
    expect((await askEach('/', { cookie: cookie.replace(/.$/, 'x') })).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await project.halyard(['down', '--secret']);
    await allHave(503);
    expect((await askEach('/', { cookie })).map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    await project.halyard(['up']);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { Played } from '../../src/drill/model/answer.ts';
import { compileNestExample, drill, example } from './drilled.ts';

const APPS = ['express/app.js', 'fastify/app.js', 'koa/app.js', 'hono/app.js', 'hapi/app.js', 'fetch/app.js', 'nest/dist/main.js'];

/** An answer that is not as expected, in one line. */
function wrong({ exercise, answer, trace }: Played): string[] {
  const { situation, client, call, expected } = exercise;
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1]?.split(';')[0];
  const problems = [
    trace.isPlayed || call === undefined ? '' : 'was not played',
    expected.statuses.length === 0 || expected.statuses.includes(answer.status) ? '' : `has status ${answer.status}`,
    expected.types.length === 0 || expected.types.includes(type ?? '') ? '' : `has type ${type}`,
    answer.ended === 'complete' || expected.isCut ? '' : `ended ${answer.ended}`,
  ].filter((problem) => problem !== '');
  return problems.map((problem) => `${call?.response ?? situation} ${situation} ${client}: ${problem}`);
}

describe('a drill of an app in its own process', () => {
  compileNestExample();

  it.each(APPS)('plays every response of examples/%s, and each client gets its type', async (path) => {
    const { app, played } = await drill(example(path));
    expect(played.flatMap(wrong)).toEqual([]);
    const names = new Set(played.map(({ exercise }) => exercise.call?.response));
    expect(app.responses.filter(({ name }) => !names.has(name))).toEqual([]);
    expect(app.mode).toBe('production');
  });

  it('knows the host, the overridden responses with their files, the views and the place of the mount', async () => {
    const { app } = await drill(example('express/app.js'), { only: ['berthTaken'] });
    expect(app.host).toBe('Express');
    expect(app.responses.find(({ name }) => name === 'forbidden')).toMatchObject({ kind: 'overridden', file: 'api/responses/forbidden.js', status: 403 });
    expect(app.responses.find(({ name }) => name === 'berthTaken')).toMatchObject({ kind: 'own', status: 409 });
    expect(app.views).toEqual([
      { name: '404', file: 'views/404.ejs' },
      { name: '500', file: 'views/500.ejs' },
    ]);
    expect(app.mountedAt).toMatchObject({ file: 'app.js' });
    expect(app.routes).toContain('/berths/:id');
  });

  it('plays in the situations of the app, whose function may sign in first', async () => {
    const asked: string[] = [];
    const headers = async (origin: string) => {
      asked.push(origin);
      return { cookie: 'visitor=anna' };
    };
    const { played } = await drill(example('express/app.js'), { only: ['notFound'], situations: [{ name: 'signed in', headers }] });
    const signedIn = played.filter(({ exercise }) => exercise.situation === 'signed in');
    expect(asked).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
    expect(signedIn.map(({ exercise }) => exercise.headers['cookie'])).toEqual(signedIn.map(() => expect.stringMatching(/; visitor=anna$/)));
    expect(signedIn.length).toBeGreaterThan(0);
  });

  it('counts a finding once for each response and client, however many answers show it', async () => {
    const { summary, findings } = await drill(new URL('planted/app.js', import.meta.url), { only: ['conflict'] });
    const cell = summary.find(({ response, client }) => response === 'conflict' && client === 'browser');
    const shown = findings.filter((finding) => finding.response === 'conflict' && finding.client === 'browser');
    expect(cell?.answers).toBeGreaterThan(5);
    expect(cell?.findings).toBeGreaterThanOrEqual(shown.length);
    expect(cell?.findings).toBeLessThanOrEqual(findings.length);
  });

  it('runs the app in production, on the loopback interface, without the secret of the drill', async () => {
    const { played } = await drill(new URL('apps/tells-its-environment.mjs', import.meta.url), { only: ['notFound'] });
    const told = played.find(({ exercise }) => exercise.client === 'text')?.answer.body;
    expect(told).toBe('production undefined 127.0.0.1');
  });
});

describe('a drill of an app in this process', () => {
  it.each([
    ['express/app.js', 'app'],
    ['fastify/app.js', 'app'],
    ['koa/app.js', 'app'],
    ['hono/app.js', 'app'],
  ])('plays examples/%s as in production, and leaves it as it was', async (path, name) => {
    const app = ((await import(example(path))) as Record<string, unknown>)[name];
    const { played } = await drill(app, { only: ['serverError'] });
    expect(played.flatMap(wrong)).toEqual([]);
    expect(played.filter(({ answer }) => /zq(?:message|stack|cause)/.test(answer.body))).toEqual([]);
    await expect(drill(app, { only: ['notFound'] })).resolves.toBeDefined();
  });

  it('takes the options of Halyard', async () => {
    const { app, played } = await drill({ responses: { outOfTide: () => undefined } }, { only: ['gone'] });
    expect(app.responses.map((response) => response.name)).toContain('outOfTide');
    expect(played.flatMap(wrong)).toEqual([]);
  });
});

describe('a drill that cannot run', () => {
  it.each([
    ['a file that does not exist', 'no-such-file.js', /E_DRILL_ENTRY: found .*no-such-file\.js, which does not exist/],
    ['a server of another machine', 'http://192.0.2.1/', /E_DRILL_ENTRY: found the address http:\/\/192\.0\.2\.1\. Expected an http address of this machine/],
    ['an app that throws at start', new URL('apps/throws-at-start.mjs', import.meta.url), /E_DRILL_START: .* failed to start: Error: no database/],
    ['an app without Halyard', new URL('apps/without-halyard.mjs', import.meta.url), /E_DRILL_START: .* in which Halyard got no request/],
    ['a value that is no app', 7, /E_DRILL_START: found an app that cannot be served/],
  ])('says why: %s', async (_, entry, message) => {
    await expect(drill(entry)).rejects.toThrow(message);
  });

  it('says so if the app never listens, with what it wrote', async () => {
    const entry = new URL('apps/never-listens.mjs', import.meta.url);
    await expect(drill(entry, { timeout: 1_500 })).rejects.toThrow(/listened on no port within 1\.5 seconds\. It wrote:\nwaiting for the tide/);
  });

  it('names the responses if one of `only` does not exist', async () => {
    await expect(drill(example('fetch/app.js'), { only: ['notFond'] })).rejects.toThrow(
      /E_DRILL_OPTION: found the response "notFond"\. Expected one of .*notFound/,
    );
  });
});

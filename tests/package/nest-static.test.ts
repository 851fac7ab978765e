import { beforeAll, describe, expect, it } from 'vitest';
import { installedBeside, installedWithModules, run } from './nest-installed.ts';

interface Seen {
  readonly status: number;
  readonly body: unknown;
}
type Found = Readonly<Record<string, Seen>>;

const NOT_FOUND = { status: 404, body: { title: 'Not Found', status: 404 } };
const UNMATCHED = ['/a', '/b.txt', '/payments'];

const RELEASES: readonly (readonly [string, string, () => string])[] = [
  ['Nest 11', 'express', () => installedWithModules('static')],
  ['Nest 12', 'express', () => installedBeside('^12', { app: 'static', more: STATIC })],
  ['Nest 12', 'fastify', () => installedBeside('^12', { app: 'static', more: STATIC })],
];
// The release for Nest 11 asks for another @fastify/static than Nest 11 itself does.
const STATIC = { '@fastify/static': '^10', '@nestjs/serve-static': '^12' };

describe.each(RELEASES)('@nestjs/serve-static with %s on %s', (_, platform, install) => {
  let folder: string;
  beforeAll(() => {
    folder = install();
  }, 300_000);
  const found = (...args: readonly string[]): Promise<Found> => run<Found>(folder, 'serve-static.mjs', platform, ...args);

  it('answers a GET that no controller answers, and leaves the errors of controllers to Halyard', async () => {
    const { '/payments/7': thrown, 'POST /b.txt': post, ...answers } = await found();
    expect(thrown).toMatchObject({ status: 404, body: { title: 'Not Found', status: 404, detail: 'There is no such payment.' } });
    expect(post).toMatchObject(NOT_FOUND);
    const statics = { status: 404, body: { message: 'Not Found', statusCode: 404 } };
    for (const path of UNMATCHED) expect(answers[path]).toMatchObject(platform === 'express' ? { status: 200, body: 'this is index.html' } : statics);
  }, 60_000);

  it.each(['index.html,a.txt', 'a.txt'])(
    'answers its paths only, with the option renderPath and the files %s',
    async (files) => {
      const answers = await found('{"renderPath":"/app"}', files);
      expect(answers['/a.txt']).toMatchObject({ status: 200, body: 'this is a.txt' });
      expect(answers['/']).toMatchObject(files === 'a.txt' ? NOT_FOUND : { status: 200, body: 'this is index.html' });
      for (const path of UNMATCHED) expect(answers[path]).toMatchObject(NOT_FOUND);
    },
    60_000,
  );

  it('answers below serveRoot only', async () => {
    const answers = await found('{"serveRoot":"/static"}');
    expect(answers['/static/a.txt']).toMatchObject({ status: 200, body: 'this is a.txt' });
    for (const path of ['/', ...UNMATCHED]) expect(answers[path]).toMatchObject(NOT_FOUND);
  }, 60_000);
});

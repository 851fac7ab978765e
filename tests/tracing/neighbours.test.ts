import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const { ensureExpressReleases } = (await import(new URL('../../scripts/express-releases.mjs', import.meta.url).href)) as {
  readonly ensureExpressReleases: () => string;
};
const FIXTURE = new URL('app.cjs', import.meta.url).pathname;

interface Asked {
  /** By path: the status, and the errors that the app's error handler got. */
  readonly answers: Readonly<Record<string, readonly [number | 'none', string]>>;
  /** By path: the number of frames in the stack trace of the error. */
  readonly stacks: Readonly<Record<string, number>>;
}

interface Result {
  readonly app: Asked;
  /** An app without Halyard in the same process. */
  readonly beside: Asked;
  readonly observed: readonly string[];
  readonly logged: number;
  readonly untouched: boolean;
  readonly unhandled: readonly string[];
}

const RELEASES = ['express-4.16', 'express-4', 'express-5'];
const ROWS = RELEASES.flatMap((release) =>
  [
    ['none', 'before'],
    ['OpenTelemetry', 'before'],
    ['OpenTelemetry', 'after'],
    ['Sentry', 'before'],
    ...(release === 'express-5' ? [['Sentry', 'after'] as const] : []),
    // It changes the copy of Express that it finds, which is 4.22.
    ...(release === 'express-4' ? [['express-async-errors', 'before'] as const, ['express-async-errors', 'after'] as const] : []),
    ['wrapped handlers', 'before'],
    ['handlers that are wrapped by hand', 'before'],
  ].map(([tool, when]) => [release, tool as string, when as string] as const),
);

/** The frames of Halyard below Express' own: `app.handle` and what it calls. */
const FRAMES_BELOW = 3;

const WHERE = ['', '/router', '/app'];
const guarded = Object.fromEntries(
  WHERE.flatMap((where) => [
    [`${where}/ok`, [200, '']],
    [`${where}/sync`, [500, 'thrown']],
    [`${where}/async`, [500, 'rejected']],
    [`${where}/nothing`, [500, 'undefined']],
  ]),
);

describe.each(ROWS)('%s with %s, registered %s Halyard', (release, tool, when) => {
  let halyard: Result;
  let alone: Result;
  beforeAll(async () => {
    const folder = ensureExpressReleases();
    const run = async (mounts: boolean): Promise<Result> => {
      const { stdout } = await promisify(execFile)(process.execPath, [FIXTURE, JSON.stringify({ folder, release, tool, when, mounts })], {
        env: { ...process.env, NODE_ENV: 'test' },
        maxBuffer: 2 ** 24,
      });
      return JSON.parse(stdout);
    };
    [halyard, alone] = await Promise.all([run(true), run(false)]);
  }, 240_000);

  it('gets every failure, and passes it once to the error handlers of the app', () => {
    expect(halyard.app.answers).toEqual(guarded);
    expect(halyard.logged).toBe(9);
  });

  it('adds no frame to the stack trace of a handler, except those below Express', () => {
    const more = Object.entries(halyard.app.stacks).map(([path, frames]) => frames - (alone.app.stacks[path] as number));
    // With Sentry, Express' own methods call a wrapper around the handler.
    expect(new Set(more)).toEqual(tool === 'Sentry' && when === 'before' ? expect.anything() : new Set([FRAMES_BELOW]));
  });

  it('leaves an app without Halyard in the same process as it was', () => {
    expect(halyard.beside).toEqual(alone.beside);
    expect(halyard.untouched).toBe(true);
    expect(new Set(halyard.unhandled)).toEqual(new Set(alone.unhandled));
  });

  it('leaves to the tool what it observes of the answers that did not change', () => {
    const changes = release === 'express-5' ? /nothing|a value|mounted_app/ : /nothing|a value|mounted_app|async|rejected/;
    const unchanged = (observed: readonly string[]): readonly string[] => observed.filter((line) => !changes.test(line)).sort();
    expect(unchanged(halyard.observed)).toEqual(unchanged(alone.observed));
  });
});

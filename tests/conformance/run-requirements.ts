import { REQUIREMENTS, type Requirement, type Target } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type HostRow } from './hosts.ts';
import { type StartedHost, startHost } from './start-host.ts';

const TIMEOUT = 60_000;

/** The number of test files that the hosts are divided into. They run in parallel, because most of the time is spent waiting. */
const PARTS = 3;

/** Runs every requirement against every host of a part, in one environment. */
export function runRequirements(environment: Target['environment'], part: number): void {
  describe.each(HOSTS.filter((_, index) => index % PARTS === part))(`$name in ${environment}`, (row) => {
    let host: StartedHost;
    beforeAll(async () => {
      host = await startHost(row, environment);
    }, 180_000);
    afterAll(() => host?.stop());

    for (const [topic, requirements] of Object.entries(REQUIREMENTS)) {
      // The place where a flash waits does not change the other topics.
      const asked = row.store !== undefined && !topic.startsWith('forms') ? [] : requirements.filter((one) => applies(one, row, environment));
      if (asked.length === 0) continue;
      // Fault requirements mostly wait for deadlines, each in a separate request. They run at the same time.
      const run = topic === 'faults' ? it.concurrent : it;
      describe(topic, () => {
        for (const requirement of asked) {
          run(
            `${requirement.id}, ${requirement.level}: ${requirement.sentence} (${requirement.source})`,
            () => host.check((target) => requirement.check(target)),
            TIMEOUT,
          );
        }
      });
    }

    it('runs in the same process as at the start', () => {
      expect(host.end()?.message).toBeUndefined();
      expect(host.exited()).toBe(false);
    });
  });
}

function applies({ id, environment: only, raw, store }: Requirement, { http, store: kept, except = {} }: HostRow, environment: Target['environment']): boolean {
  if (only !== undefined && only !== environment) return false;
  // Bytes of HTTP/1.1 cannot be sent over HTTP/2.
  if (raw && http === '2') return false;
  if (store !== undefined && store !== (kept !== undefined)) return false;
  return !(id in except);
}

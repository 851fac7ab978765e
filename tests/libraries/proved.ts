import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type ThrowingHost } from './hosts.ts';
import { CANARY, type Row, type Seen } from './row.ts';

/** Proves rows on two hosts: status, issues, text, log level, and that no submitted value leaves the app. */
export function proveRows(name: string, all: readonly Row[]): void {
  describe.each(Object.keys(HOSTS))(`${name} on %s`, (host) => {
    let app: ThrowingHost;
    beforeAll(async () => {
      app = await (HOSTS[host] as () => Promise<ThrowingHost>)();
    });
    afterAll(() => app.close());

    it.each(all.map((row) => [row.library, row.failure, row.status, row] as const))('%s: %s is a %i', async (_library, _failure, status, row) => {
      const answer = await app.answer(await row.fail());
      expect([answer.status, issuesIn(answer.problem)]).toEqual([status, row.issues ?? []]);
      if (row.detail !== undefined) expect(answer.problem['detail']).toBe(row.detail);
      for (const [field, value] of Object.entries(row.headers ?? {})) expect([field, answer.headers.get(field)]).toEqual([field, value]);
      if (row.challenge !== undefined) expect(answer.headers.get('www-authenticate')).toContain(row.challenge);
      expect(answer.levels).toEqual([levelOf(status)]);
      expect(answer.everything.toLowerCase()).not.toContain(CANARY.slice(0, 10));
    });
  });
}

/** A missing page is everyday, and a refused access may be an attack. */
function levelOf(status: number): string {
  if (status >= 500) return 'error';
  if (status === 401 || status === 403) return 'warn';
  return status === 404 ? 'debug' : 'info';
}

function issuesIn({ errors }: Readonly<Record<string, unknown>>): readonly Seen[] {
  return ((errors ?? []) as readonly Record<string, string>[]).map(({ pointer, parameter, header, code }) => [pointer ?? parameter ?? header, code]);
}

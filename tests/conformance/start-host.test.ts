import { afterEach, describe, expect, it } from 'vitest';
import type { HostRow } from './hosts.ts';
import { type StartedHost, startHost } from './start-host.ts';

const rowOf = (fixture: string): HostRow => ({ name: 'Dying', fixture: `../conformance/dying/${fixture}`, http: '1.1' });

/** The reason with which a promise is rejected, as text. */
const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => String(error),
  );

let host: StartedHost | undefined;
afterEach(() => host?.stop());

describe('a host that ends before it listens', () => {
  it('is named, with its exit code and its last forty lines', async () => {
    const reason = await reasonOf(startHost(rowOf('at-start.mjs'), 'production'));
    expect(reason).toContain('Dying (tests/conformance/dying/at-start.mjs) ended with exit code 1 before it listened. Its last lines:\n');
    expect(reason).toContain('Error: the port is taken');
    expect(reason.split('\n')).toHaveLength(41);
    expect(reason).toContain('line 45');
    expect(reason).not.toContain('line 1\n');
  });
});

describe('a host that ends at a request', () => {
  it('is named by the request that failed, with its exit code and its last lines', async () => {
    host = await startHost(rowOf('at-a-request.mjs'), 'production');
    expect((await host.target.ask('/alive')).status).toBe(200);
    const reason = await reasonOf(host.target.ask('/exit'));
    expect(reason).toContain('Dying (tests/conformance/dying/at-a-request.mjs) ended with exit code 7 while it was under test. Its last lines:\n');
    expect(reason).toContain('the ledger is locked');
    expect(host.exited()).toBe(true);
  });

  it('fails later requests at once, with the same reason', async () => {
    host = await startHost(rowOf('at-a-request.mjs'), 'production');
    const { target } = host;
    const reason = await reasonOf(target.ask('/exit'));
    const before = performance.now();
    expect(await reasonOf(target.ask('/alive'))).toBe(reason);
    expect(await reasonOf(target.raw('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))).toBe(reason);
    expect(await reasonOf(host.check(() => Promise.reject(new Error('another reason'))))).toBe(reason);
    expect(performance.now() - before).toBeLessThan(150);
  });

  it('fails a check in progress, whatever its result', async () => {
    host = await startHost(rowOf('at-a-request.mjs'), 'production');
    const { target } = host;
    const check = host.check(async () => {
      await target.raw('GET /signal HTTP/1.1\r\nHost: a\r\n\r\n').catch(() => undefined);
      throw new Error('the answer is empty');
    });
    expect(await reasonOf(check)).toContain('ended by the signal SIGKILL while it was under test');
    expect(host.exited()).toBe(true);
  });
});

describe('a host that was stopped', () => {
  it('does not count as ended by itself', async () => {
    host = await startHost(rowOf('at-a-request.mjs'), 'production');
    await host.stop();
    expect(host.end()).toBeUndefined();
  });
});

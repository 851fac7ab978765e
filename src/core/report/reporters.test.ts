import { describe, expect, it } from 'vitest';
import { reported } from '../../../tests/support/reported.ts';
import type { Logger } from '../ports/logger.ts';

describe('if the logger or a reporter fails', () => {
  const fail = (): never => {
    throw new Error('the disk is full\r\nforged');
  };
  const failing: Logger = { error: fail, warn: fail, info: fail, debug: fail };

  it('nothing is thrown, and the console has the loss on one line', () => {
    const { console: lines } = reported(new Error('m'), { logger: failing });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.message).toMatch(/^halyard: the logger or a reporter failed: Error: the disk is full\\u000d\\u000aforged$/);
    expect(lines[0]?.record).toEqual({ reference: '7K3M-Q9TX' });
  });

  it('a rejection is caught', async () => {
    const reject = async (): Promise<never> => fail();
    const { console: lines } = reported(new Error('m'), { logger: { error: reject, warn: reject, info: reject, debug: reject }, report: [reject] });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lines).toHaveLength(2);
  });

  it('a promise that never settles is not awaited', () => {
    let second = 0;
    reported(new Error('m'), { report: [() => new Promise(() => {}), () => second++] });
    expect(second).toBe(1);
  });

  it('a reporter that throws does not stop the others', () => {
    let others = 0;
    const { log, console: lines } = reported(new Error('m'), { report: [() => others++, fail, () => others++] });
    expect(others).toBe(2);
    expect(log).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('a logger that throws does not stop the reporters', () => {
    let calls = 0;
    reported(new Error('m'), { logger: failing, report: () => calls++ });
    expect(calls).toBe(1);
  });

  it('a thenable whose `then` throws when it is read is no promise', () => {
    expect(() => reported(new Error('m'), { report: () => Object.defineProperty({}, 'then', { get: fail }) })).not.toThrow();
  });
});

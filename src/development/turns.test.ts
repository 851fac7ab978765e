import { describe, expect, it, vi } from 'vitest';
import { ownTurn } from './turns.ts';

describe('many reports at once', () => {
  it('begin a few in each turn of the event loop, in their order, and other work runs between them', async () => {
    const begun: number[] = [];
    const all = Promise.all(
      Array.from({ length: 21 }, async (_, number) => {
        await ownTurn();
        begun.push(number);
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2, 3]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun.length).toBeLessThan(21);
    await all;
    expect(begun).toEqual(Array.from({ length: 21 }, (_, number) => number));
  });

  it('do not wait for the end of another one', async () => {
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 9 }, () => ownTurn()));
    await ownTurn();
  });

  it('begin although the tests of an app replace the timers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] });
    try {
      await Promise.all(Array.from({ length: 21 }, () => ownTurn()));
    } finally {
      vi.useRealTimers();
    }
  });
});

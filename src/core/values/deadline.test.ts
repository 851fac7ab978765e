import { describe, expect, it } from 'vitest';
import { withDeadline } from './deadline.ts';

const late = (): Error => new Error('late');

describe('withDeadline', () => {
  it('settles as the promise does', async () => {
    expect(await withDeadline(Promise.resolve(7), 1_000, late)).toBe(7);
    await expect(withDeadline(Promise.reject(new Error('no')), 1_000, late)).rejects.toThrow('no');
  });

  it('rejects when the promise takes longer, and ignores its later result', async () => {
    const slow = new Promise((_, reject) => setTimeout(() => reject(new Error('unheard')), 20));
    await expect(withDeadline(slow, 5, late)).rejects.toThrow('late');
    await new Promise((resolve) => setTimeout(resolve, 30));
  });

  it('waits for any thenable', async () => {
    const thenable = { then: (resolve: (value: number) => void) => resolve(7) } as PromiseLike<number>;
    expect(await withDeadline(thenable, 1_000, late)).toBe(7);
  });
});

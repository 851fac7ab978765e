import { describe, expect, it } from 'vitest';
import { memoryFlash } from './memory-flash.ts';

const about = { seconds: 180, native: undefined };
const soon = { seconds: 0.02, native: undefined };

describe('memoryFlash()', () => {
  it('returns a text once', async () => {
    const store = memoryFlash();
    const value = await store.put('a', 'Petrel', about);
    expect(store.take('a', value, about)).toBe('Petrel');
    expect(store.take('a', value, about)).toBe(undefined);
  });

  it('returns undefined for an unknown id', () => {
    expect(memoryFlash().take('__proto__', '1', about)).toBe(undefined);
  });

  it('replaces the text of the same id', async () => {
    const store = memoryFlash();
    await store.put('a', 'Petrel', about);
    await store.put('a', 'Curlew', about);
    expect(store.take('a', '1', about)).toBe('Curlew');
    expect(store.take('a', '1', about)).toBe(undefined);
  });

  it('forgets a text after its lifetime', async () => {
    const store = memoryFlash();
    await store.put('a', 'Petrel', soon);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(store.take('a', '1', about)).toBe(undefined);
  });

  it('holds 10,000, and drops the oldest first', async () => {
    const store = memoryFlash();
    await store.put('first', 'Petrel', about);
    await store.put('second', 'Curlew', about);
    // A second put makes it the newest.
    await store.put('first', 'Petrel', about);
    for (let i = 0; i < 9_999; i++) await store.put(`later-${i}`, 'Tern', about);
    expect(store.take('second', '1', about)).toBe(undefined);
    expect(store.take('first', '1', about)).toBe('Petrel');
    expect(store.take('later-0', '1', about)).toBe('Tern');
  });

  it('shares nothing with another store', async () => {
    await memoryFlash().put('a', 'Petrel', about);
    expect(memoryFlash().take('a', '1', about)).toBe(undefined);
  });
});

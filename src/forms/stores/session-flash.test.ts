import { describe, expect, it } from 'vitest';
import { sessionFlash } from './session-flash.ts';

/** Returns a request with a session that is a plain object. */
function requestWith(session: Record<string, unknown>) {
  return { seconds: 180, native: { session } };
}

const store = sessionFlash();

describe('sessionFlash()', () => {
  it('returns a text once, in the same session', async () => {
    const about = requestWith({});
    await store.put('a', 'Petrel', about);
    expect(store.take('a', '1', requestWith({}))).toBe(undefined);
    expect(store.take('a', '1', about)).toBe('Petrel');
    expect(store.take('a', '1', about)).toBe(undefined);
  });

  it('is one member of the session, removed when it is empty', async () => {
    const session = { user: 7 };
    await store.put('a', 'Petrel', requestWith(session));
    expect(Object.keys(session)).toEqual(['user', 'halyardFlash']);
    void store.take('a', '1', requestWith(session));
    expect(session).toEqual({ user: 7 });
  });

  it('survives the session’s serialisation to JSON', async () => {
    const session = {};
    await store.put('__proto__', 'Petrel', requestWith(session));
    await store.put('a', 'Curlew', requestWith(session));
    const stored = requestWith(JSON.parse(JSON.stringify(session)));
    expect(store.take('__proto__', '1', stored)).toBe('Petrel');
    expect(store.take('a', '1', stored)).toBe('Curlew');
  });

  it.each(['__proto__', 'constructor', 'toString'])('returns undefined for an unknown id: %s', async (id) => {
    const about = requestWith({});
    await store.put('a', 'Petrel', about);
    expect(store.take(id, '1', about)).toBe(undefined);
  });

  it('forgets a text after its lifetime, and removes it at the next put', async () => {
    const session: { halyardFlash?: object } = {};
    const about = requestWith(session);
    await store.put('a', 'Petrel', { ...about, seconds: 0.02 });
    await store.put('b', 'Curlew', { ...about, seconds: 0.02 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(store.take('a', '1', about)).toBe(undefined);
    await store.put('c', 'Tern', about);
    expect(Object.keys(session.halyardFlash ?? {})).toEqual(['c']);
  });

  it('holds the last ten', async () => {
    const about = requestWith({});
    for (let i = 1; i <= 11; i++) await store.put(`id-${i}`, `text ${i}`, about);
    expect(store.take('id-1', '1', about)).toBe(undefined);
    expect(store.take('id-2', '1', about)).toBe('text 2');
    expect(store.take('id-11', '1', about)).toBe('text 11');
  });

  it.each([
    { what: 'is absent', native: {} },
    { what: 'is null, as after a logout', native: { session: null } },
    { what: 'has no request', native: undefined },
  ])('refuses to keep anything if the session $what, and takes nothing', ({ native }) => {
    const about = { seconds: 180, native };
    expect(() => store.put('a', 'Petrel', about)).toThrow(/^E_FLASH_STORE: .*without a session at `req\.session`/);
    expect(store.take('a', '1', about)).toBe(undefined);
  });

  describe('put', () => {
    /** Returns whether `put` has settled, before and after `go` was called. */
    async function watch(save: (go: Promise<void>, callback: (error?: unknown) => void) => unknown) {
      let go = (): void => {};
      const gone = new Promise<void>((resolve) => {
        go = resolve;
      });
      const session = { save: (callback: (error?: unknown) => void) => save(gone, callback) };
      let settled = false;
      const put = Promise.resolve(store.put('a', 'Petrel', { seconds: 180, native: { session } })).finally(() => {
        settled = true;
      });
      put.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 10));
      const early = settled;
      go();
      return { early, put };
    }

    it('resolves when save calls back', async () => {
      const { early, put } = await watch((go, callback) => void go.then(() => callback()));
      expect(early).toBe(false);
      await expect(put).resolves.toBe('1');
    });

    it('resolves when the promise of save resolves', async () => {
      const { early, put } = await watch((go) => go);
      expect(early).toBe(false);
      await expect(put).resolves.toBe('1');
    });

    it('rejects when save calls back with an error', async () => {
      const { put } = await watch((go, callback) => void go.then(() => callback(new Error('disk full'))));
      await expect(put).rejects.toThrow('disk full');
    });

    it('rejects when the promise of save rejects', async () => {
      const { put } = await watch((go) => go.then(() => Promise.reject(new Error('disk full'))));
      await expect(put).rejects.toThrow('disk full');
    });
  });
});

import type { FlashStore } from '../../core/ports/flash-store.ts';

const MAX_ENTRIES = 10_000;

interface Kept {
  readonly text: string;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/**
 * Returns a flash store in the memory of the process. It is for tests, and for an app in one process that may lose flashes at a restart. It holds 10,000
 * at most.
 */
export function memoryFlash(): FlashStore {
  // A Map keeps the order of insertion, so the oldest is first.
  const kept = new Map<string, Kept>();

  return {
    name: 'memory',
    limit: 65_536,
    put(id, text, { seconds }) {
      kept.delete(id);
      for (const [oldest, { until }] of kept) {
        if (until > Date.now() && kept.size < MAX_ENTRIES) break;
        kept.delete(oldest);
      }
      kept.set(id, { text, until: Date.now() + seconds * 1000 });
      return '1';
    },
    take(id) {
      const found = kept.get(id);
      kept.delete(id);
      return found !== undefined && found.until > Date.now() ? found.text : undefined;
    },
  };
}

import type { FlashStore } from '../../core/ports/flash-store.ts';
import { running } from './trace-of.ts';

/** Makes the flash stores of an app fail in the exercises that ask for it. Returns a function that ends it. */
export function breakStores(forms: unknown): () => void {
  const stores = (forms as { readonly settings?: { readonly stores?: FlashStore[] } } | undefined)?.settings?.stores;
  if (!Array.isArray(stores)) return () => {};
  const before = [...stores];
  stores.splice(0, stores.length, ...before.map(breakable));
  return () => void stores.splice(0, stores.length, ...before);
}

function breakable(store: FlashStore): FlashStore {
  const failing = <Result>(call: () => Result): Result => {
    if (running.getStore()?.exercise.call?.broken === 'store down') throw new Error('connect ECONNREFUSED: the drill has taken the store down');
    return call();
  };
  return Object.assign(Object.create(store) as FlashStore, {
    put: (...args: Parameters<FlashStore['put']>) => failing(() => store.put(...args)),
    take: (...args: Parameters<FlashStore['take']>) => failing(() => store.take(...args)),
  });
}

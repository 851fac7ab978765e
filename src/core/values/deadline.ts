/** Resolves to the value of the promise. Rejects with `late()` if the promise takes longer. Later results and rejections of the promise are ignored. */
export function withDeadline<T>(promise: PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), milliseconds);
    const settled =
      <Args extends readonly unknown[]>(settle: (...args: Args) => void) =>
      (...args: Args) => {
        clearTimeout(timer);
        settle(...args);
      };
    promise.then(settled(resolve), settled(reject));
  });
}

/** Whether `condition` becomes true before the time `until` of the clock `now`. It polls every 25 ms, because hosts have no event for the end of a reply. */
export async function holdsBefore(condition: () => boolean, until: number, now: () => number): Promise<boolean> {
  while (!condition()) {
    const left = until - now();
    if (left <= 0) return false;
    await new Promise((resolve) => setTimeout(resolve, Math.min(25, left)));
  }
  return true;
}

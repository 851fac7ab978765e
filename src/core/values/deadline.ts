/** Resolves to the value of the promise. Rejects with `late()` if the promise takes longer. Later results and rejections of the promise are ignored. */
export function withDeadline<T>(promise: T | PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
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

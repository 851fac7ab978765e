/** The promise's value, or `late()` thrown when it takes longer. What the promise does afterwards is nobody's business. */
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

/** Whether it comes to hold before that moment (of the clock `now`). Looked at now and then: hosts tell nobody when a reply ends. */
export async function holdsBefore(condition: () => boolean, until: number, now: () => number): Promise<boolean> {
  while (!condition()) {
    const left = until - now();
    if (left <= 0) return false;
    await new Promise((resolve) => setTimeout(resolve, Math.min(25, left)));
  }
  return true;
}

/** The promise's value, or `late()` thrown when it takes longer. What the promise does afterwards is nobody's business. */
export function withDeadline<T>(promise: PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), milliseconds);
    const settled = <Args extends readonly unknown[]>(settle: (...args: Args) => void) => (...args: Args) => {
      clearTimeout(timer);
      settle(...args);
    };
    promise.then(settled(resolve), settled(reject));
  });
}

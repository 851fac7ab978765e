/** `import 'halyard/testing/vitest'` adds the matchers to the `expect` of Vitest, with their types. It exports all of `halyard/testing`. */
import { expect } from 'vitest';
import { type HalyardMatchers, matchers } from './matchers.ts';

export * from './index.ts';

declare module 'vitest' {
  // The type parameter of the interface that this one is merged with.
  // biome-ignore lint/suspicious/noExplicitAny: Vitest declares `Matchers<T = any>`
  interface Matchers<T = any> extends HalyardMatchers<T> {}
}

expect.extend(matchers);

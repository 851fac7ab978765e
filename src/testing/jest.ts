/** `import 'halyard/testing/jest'` adds the matchers to the `expect` of Jest, with their types. It exports all of `halyard/testing`. */
import { type HalyardMatchers, matchers } from './matchers.ts';
import { wrongArgument } from './output/wrong-argument.ts';

export * from './index.ts';

declare global {
  namespace jest {
    // @types/jest declares `Matchers<R, T = {}>`.
    // biome-ignore lint/complexity/noBannedTypes: interfaces are merged only if their type parameters are the same
    interface Matchers<R, T = {}> extends HalyardMatchers<T> {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: no error is expected where the package `expect` is installed
/** @ts-ignore: an app without @jest/globals may have no package `expect`. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends HalyardMatchers<T> {}
}

const { expect } = globalThis as { readonly expect?: { extend?(own: typeof matchers): void } };
if (typeof expect?.extend !== 'function') {
  throw wrongArgument('halyard/testing/jest', {
    found: 'no global `expect`',
    expected: 'to be loaded by a test file of Jest, or by a file of the option setupFilesAfterEnv',
    todo: "With injectGlobals: false, write: import { expect } from '@jest/globals'; import { matchers } from 'halyard/testing'; expect.extend(matchers);",
  });
}
expect.extend(matchers);

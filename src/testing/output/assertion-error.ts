/**
 * The error of an assert that fails. node:test, Vitest, Jest and Mocha read its members: they show the difference of `actual` and `expected`. It is no class
 * of Node, so the asserts run on every runtime.
 */
export class TestFailure extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = false;
  /** Empty, because Jest writes it into a sentence of its own. */
  readonly operator = '';
  readonly actual: unknown;
  readonly expected: unknown;

  /** The stack begins where the test has called `assert`. */
  constructor(assert: (...args: never[]) => unknown, message: string, values: { readonly actual?: unknown; readonly expected?: unknown } = {}) {
    super(message);
    this.actual = values.actual;
    this.expected = values.expected;
    Error.captureStackTrace?.(this, assert);
  }
}

/**
 * The error of an assert that fails. node:test, Vitest, Jest and Mocha read its members: they show the difference of `actual` and `expected`. It is no class
 * of Node, so the asserts run on every runtime.
 */
export class TestFailure extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = false;
  readonly operator: string;
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(operator: string, message: string, values: { readonly actual?: unknown; readonly expected?: unknown } = {}) {
    super(message);
    this.operator = operator;
    this.actual = values.actual;
    this.expected = values.expected;
  }
}

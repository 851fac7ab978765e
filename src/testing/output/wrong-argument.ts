/** An argument that a matcher or an assert cannot use. The message says what was found, what was expected and what to do. */
export function wrongArgument(
  name: string,
  { found, expected, todo }: { readonly found: string; readonly expected: string; readonly todo?: string },
): TypeError {
  return new TypeError(
    [`halyard/testing: ${name} got an argument that it cannot use. Found ${found}.`, `Expected ${expected}.`, todo].filter(Boolean).join('\n  '),
  );
}

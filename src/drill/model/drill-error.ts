/** The mistakes for which a drill cannot run. */
export type DrillErrorCode = 'E_DRILL_ENTRY' | 'E_DRILL_START' | 'E_DRILL_ENDED' | 'E_DRILL_OPTION';

/** A drill that cannot run. The message says what was found, what was expected, and what to do. */
export class DrillError extends Error {
  readonly code: DrillErrorCode;

  constructor(code: DrillErrorCode, about: { readonly found: string; readonly expected?: string; readonly todo?: string }) {
    const expected = about.expected === undefined ? '' : ` Expected ${about.expected}.`;
    const todo = about.todo === undefined ? '' : ` ${about.todo}`;
    super(`${code}: found ${about.found}.${expected}${todo}`);
    this.code = code;
  }

  override get name(): string {
    return 'DrillError';
  }
}

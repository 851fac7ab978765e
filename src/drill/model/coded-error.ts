/** What the message of an error says. */
export interface ErrorFacts {
  readonly found: string;
  readonly expected?: string;
  readonly todo?: string;
}

/** A mistake for which a tool cannot run. The message says what was found, what was expected, and what to do. */
export abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, { found, expected, todo }: ErrorFacts) {
    const rest = [expected === undefined ? '' : ` Expected ${expected}.`, todo === undefined ? '' : ` ${todo}`];
    super(`${code}: found ${found}.${rest.join('')}`);
    this.code = code;
  }
}

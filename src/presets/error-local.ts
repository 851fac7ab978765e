import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import { escapeHtml } from '../core/formats/escape-html.ts';
import { errorText } from '../core/formats/report-text.ts';

/**
 * The local `error` of Sails' own `views/500`. That page prints it unescaped (`<%- error %>`), so a visitor's input in the error's text would become HTML.
 * Converted inside a template it is escaped. Converted with `String(error)` (`<%= error %>`) it is plain text.
 */
export class ErrorLocal {
  readonly name: string;
  readonly message: string;
  readonly stack: string;

  constructor(name: string, message: string, stack: string) {
    this.name = name;
    this.message = message;
    this.stack = stack;
  }

  /** JavaScript passes the hint `string` for `String(error)`, and `default` where a template joins its parts. */
  [Symbol.toPrimitive](hint: string): string {
    return hint === 'string' ? this.stack : escapeHtml(this.stack);
  }

  toString(): string {
    return this.stack;
  }
}

/** Returns the local `error`, or `undefined`, as in Sails, if this client may not see an error. */
export function errorLocal({ status, argument, errors: [error] }: PublicOutcome): ErrorLocal | undefined {
  if (status < 500 || error === undefined) return undefined;
  const isText = argument === undefined || typeof argument === 'string';
  return new ErrorLocal(error.name, error.message, isText ? (typeof argument === 'string' ? argument : errorText(error)) : JSON.stringify(argument, null, 2));
}

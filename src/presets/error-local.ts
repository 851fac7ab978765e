import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import { escapeHtml } from '../core/formats/escape-html.ts';
import { errorText } from '../core/formats/report-text.ts';

/**
 * The local `error` of Sails' own `views/500`, which prints it with `<%- error %>`: unescaped, and so whatever a visitor typed into what
 * failed would be HTML there. As a part of a page it is escaped; made a text of (`<%= error %>`), it is as it is.
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

  /** JavaScript asks for a `string` where `String(error)` is meant, and for the `default` where a template joins its parts. */
  [Symbol.toPrimitive](hint: string): string {
    return hint === 'string' ? this.stack : escapeHtml(this.stack);
  }

  toString(): string {
    return this.stack;
  }
}

/** `undefined`, as in Sails, when there is none that this client may see. */
export function errorLocal({ status, argument, errors: [error] }: PublicOutcome): ErrorLocal | undefined {
  if (status < 500 || error === undefined) return undefined;
  const isText = argument === undefined || typeof argument === 'string';
  return new ErrorLocal(error.name, error.message, isText ? (typeof argument === 'string' ? argument : errorText(error)) : JSON.stringify(argument, null, 2));
}

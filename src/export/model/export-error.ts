/** The mistakes for which an export cannot run. */
export type ExportErrorCode = 'E_EXPORT_ENTRY' | 'E_EXPORT_OPTION' | 'E_EXPORT_ANSWER' | 'E_EXPORT_FOLDER' | 'E_EXPORT_PAGE' | 'E_EXPORT_TEMPLATE';

/** An export that cannot run. The message says what was found, what was expected, and what to do. */
export class ExportError extends Error {
  readonly code: ExportErrorCode;

  constructor(code: ExportErrorCode, about: { readonly found: string; readonly expected?: string; readonly todo?: string }) {
    const expected = about.expected === undefined ? '' : ` Expected ${about.expected}.`;
    const todo = about.todo === undefined ? '' : ` ${about.todo}`;
    super(`${code}: found ${about.found}.${expected}${todo}`);
    this.code = code;
  }

  override get name(): string {
    return 'ExportError';
  }
}

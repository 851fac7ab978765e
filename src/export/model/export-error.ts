import { CodedError } from '../../drill/model/coded-error.ts';

/** The mistakes for which an export cannot run. */
export type ExportErrorCode = 'E_EXPORT_ENTRY' | 'E_EXPORT_OPTION' | 'E_EXPORT_ANSWER' | 'E_EXPORT_FOLDER' | 'E_EXPORT_PAGE' | 'E_EXPORT_TEMPLATE';

/** An export that cannot run. The message says what was found, what was expected, and what to do. */
export class ExportError extends CodedError<ExportErrorCode> {
  override get name(): string {
    return 'ExportError';
  }
}

import { defined } from '../values/defined.ts';
import { hasOmittedMessage } from '../values/error-reading.ts';
import type { ErrorRecord } from '../values/error-record.ts';

/**
 * The errors as an app's reporter receives them: as they were thrown. An error that quotes submitted values, in itself or in a cause, is replaced by
 * its log record. A reporter sends errors to another company's server.
 */
export function reportedErrors(causes: readonly unknown[] = [], records: () => readonly ErrorRecord[]): readonly unknown[] {
  if (causes.length === 0) return causes;
  return records().map((record, index) => (hasOmittedMessage(record) ? errorOf(record) : causes[index]));
}

function errorOf({ name, message, stack, cause, errors, code, status }: ErrorRecord): Error {
  const members = { name, stack, cause: cause && errorOf(cause), errors: errors?.map(errorOf), code, status };
  return Object.assign(new Error(message), defined(members));
}

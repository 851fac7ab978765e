import type { ErrorRecord } from './error-record.ts';

/** The members of a record that are records themselves, but for the list `errors`. */
export const SINGLE = ['cause', 'error', 'suppressed'] as const;

/** An error in one line, without its name where it has a message: some, as those of a connection that failed at every address, have none. */
export function lineOfError({ name, message, code, cause }: ErrorRecord): string {
  if (message !== '') return message;
  const known = code === undefined ? name : `${name} ${code}`;
  return cause === undefined ? known : `${known}: ${lineOfError(cause)}`;
}

import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Maps CASL's ForbiddenError, known by its ability. The app wrote the reason of a rule (`because()`), and CASL wrote the other text. */
export function casl(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'name') !== 'ForbiddenError' || typeof readOwn(value, 'ability') !== 'object') return undefined;
  const [action, subject, message] = [readOwn(value, 'action'), readOwn(value, 'subjectType'), readOwn(value, 'message')];
  if (typeof action !== 'string' || typeof message !== 'string') return undefined;
  const isCaslsOwn = message === '' || message === `Cannot execute "${action}" on "${String(subject)}"`;
  return { status: 403, detail: isCaslsOwn ? undefined : message };
}

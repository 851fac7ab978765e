import { isFieldName } from '../../core/values/field-name.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, isArray, isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { asIndex, issueOf, issuesOf, keysOf } from './issue-of.ts';

/** Maps messages by field: zod's `flattenError` (`formErrors`, `fieldErrors`) and valibot's `flatten` (`root`, `nested`). */
export function flattened(value: unknown): LibraryMapping | undefined {
  if (!isPlainObject(value)) return undefined;
  const fields = readOwn(value, 'fieldErrors') ?? readOwn(value, 'nested');
  if (!isPlainObject(fields) || Object.keys(value).some((name) => !/^(?:formErrors|fieldErrors|root|nested|other)$/.test(name))) return undefined;
  const whole = [readOwn(value, 'formErrors'), readOwn(value, 'root')].find(isArray) ?? [];
  const entries: readonly (readonly [string, unknown])[] = [['', whole], ...entriesOf(fields)];
  const issues = issuesOf(entries, (entry) => {
    const [field, messages] = entry as readonly [string, unknown];
    return isArray(messages) ? firstOf(messages).map((message) => messageOf(message, field)) : undefined;
  });
  return issues === undefined || issues.length === 0 ? undefined : { issues, quotes: true };
}

/** valibot's own message ends with the submitted value. */
const RECEIVED = /^(Invalid [\w ]+)(?:: Received .*|(: Expected .*) but received .*)$/s;

/** Returns whether zod's message about unknown keys (`Unrecognized key: "a"`) contains a text that is not a field name. The client chose these keys. */
function hasInvalidName(message: unknown): boolean {
  if (typeof message !== 'string' || !message.startsWith('Unrecognized key')) return false;
  // One or several names stand between the first quotation mark and the last.
  const names = message.slice(message.indexOf(':') + 3, -1).split(/["'], ["']/);
  return !names.every(isFieldName);
}

function messageOf(message: unknown, field: string): Issue {
  const text = typeof message === 'string' ? message.replace(RECEIVED, '$1$2') : message;
  return issueOf(hasInvalidName(text) ? 'Not a known field' : text, keysOf(field).map(asIndex));
}

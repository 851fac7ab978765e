import { entriesOf, isError, isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';

/** Maps tsoa's ValidateError. Its `fields` has a message and the submitted value for each path, such as `requestBody.email` or `page`. */
export function tsoa(value: unknown): LibraryMapping | undefined {
  const fields = readOwn(value, 'fields');
  if (!isError(value) || readOwn(value, 'name') !== 'ValidateError' || !isPlainObject(fields)) return undefined;
  const issues = issuesOf(entriesOf(fields), (entry) => {
    const [path, field] = entry as readonly [string, unknown];
    // The first key is the name of the parameter that takes the body.
    const keys = keysOf(path.replace(/\.\$(\d{1,6})\b/g, '[$1]').replace(/^\w{0,64}[bB]ody\./, ''));
    return [issueOf(readOwn(field, 'message'), keys, { typed: [readOwn(field, 'value')] })];
  });
  return { status: 400, issues, quotes: true };
}

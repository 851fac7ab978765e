import type { Issue } from './issue.ts';
import { jsonPointer } from './json-pointer.ts';

/** An issue in a problem document, as in the example of RFC 9457 §3: `detail` and a JSON Pointer. */
export function issueMember({ message, path, code, params, in: place }: Issue): Record<string, unknown> {
  const member: Record<string, unknown> = { detail: message };
  if (path.length > 0) {
    if (place === undefined) member['pointer'] = jsonPointer(path);
    // A JSON Pointer can point only into the body. JSON:API's `source` has `header` and `parameter` for other places.
    else if (place === 'header') member['header'] = String(path[0]);
    else member['parameter'] = path.map(String).join('.');
  }
  if (code !== undefined) member['code'] = code;
  if (params !== undefined) member['params'] = params;
  return member;
}

import type { Issue } from './issue.ts';
import { jsonPointer } from './json-pointer.ts';

/** As in RFC 9457 §3's own example: `detail` and a JSON Pointer. */
export function issueMember({ message, path, code, params, in: place }: Issue): Record<string, unknown> {
  const member: Record<string, unknown> = { detail: message };
  if (path.length > 0) {
    if (place === undefined) member['pointer'] = jsonPointer(path);
    // Not in the body: a pointer would point nowhere (as JSON:API's `source` has it).
    else if (place === 'header') member['header'] = String(path[0]);
    else member['parameter'] = path.map(String).join('.');
  }
  if (code !== undefined) member['code'] = code;
  if (params !== undefined) member['params'] = params;
  return member;
}

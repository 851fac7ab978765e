import { defined } from './defined.ts';
import type { Issue } from './issue.ts';
import { jsonPointer } from './json-pointer.ts';

/** An issue in a problem document, as in the example of RFC 9457 §3: `detail` and a JSON Pointer. */
export function issueMember({ message, path, code, params, in: place }: Issue): Record<string, unknown> {
  return defined<Record<string, unknown>>({ detail: message, ...(path.length > 0 && placeOf(path, place)), code, params });
}

/** A JSON Pointer can point only into the body. JSON:API's `source` has `header` and `parameter` for other places. */
function placeOf(path: Issue['path'], place: Issue['in']): Record<string, string> {
  if (place === undefined) return { pointer: jsonPointer(path) };
  return place === 'header' ? { header: String(path[0]) } : { parameter: path.map(String).join('.') };
}

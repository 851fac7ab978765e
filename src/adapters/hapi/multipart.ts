/**
 * Returns the fields of a multipart form. A file becomes a `File` with its name alone. For the outputs `file`, `annotated` and `stream`, hapi has an object
 * with the headers of the part and its place on the disk, which the visitor never gets.
 */
export function multipartFields(payload: object): Record<string, unknown> {
  const fields = Object.entries(payload).map(([name, value]) => [name, Array.isArray(value) ? value.map(valueIn) : valueIn(value)] as const);
  return Object.fromEntries(fields);
}

function valueIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const part = 'hapi' in value ? value.hapi : value;
  const isFile = typeof part === 'object' && part !== null && 'filename' in part && 'headers' in part;
  return isFile ? new File([], String(part.filename)) : value;
}

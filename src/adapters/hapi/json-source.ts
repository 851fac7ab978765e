import type { Representation } from '../../core/ports/representation.ts';

/**
 * The `source` of hapi's response: the data of a success as a value, as after a plain return. So hapi validates and changes it, and writes the JSON with
 * the route's settings. JSON.stringify makes the same text of it. A page, a text, a problem document and `null` stay text: for `null`, hapi sends no content.
 */
export function sourceOf(representation: Representation): unknown {
  const { body } = representation;
  if (!isData(representation)) return body;
  const { value } = representation;
  if (typeof value === 'string') return JSON.stringify(value) === body ? value : body;
  return value === null || typeof value === 'function' ? body : value;
}

/** The source that hapi can send. hapi sends a string as it is, and a string as JSON has quotes. */
export function jsonSource(representation: Representation, source: unknown): unknown {
  return isData(representation) && typeof source === 'string' && sourceOf(representation) !== representation.body ? JSON.stringify(source) : source;
}

function isData({ status, headers }: Representation): boolean {
  return status < 400 && headers['content-type'] === 'application/json; charset=utf-8';
}

import { fieldKey } from './field-names.ts';

/** The options that the helpers of one form share. */
export interface HelperOptions {
  /** A prefix for every id, if a page has two forms with a field of the same name: `tides-`. */
  readonly idPrefix?: string;
}

/** Ids that the helpers use for other elements than fields. */
const TAKEN = /-(?=(?:error|hint|legend)$)|^error(-)(?=summary(?:-title)?$)/g;

/**
 * Returns the id of a field: `address[city]` and `address.city` have `address--city`. Two different fields never have the same id: a sign that an id cannot
 * have is written as its number in hexadecimal, and so is a dash where the id would look like that of another element.
 */
export function idOf(name: string, options: HelperOptions = {}): string {
  const prefix = prefixOf(options);
  const id = fieldKey(name)
    .split('.')
    .map(segmentId)
    .join('--')
    .replace(TAKEN, (found) => (found === '-' ? encoded('-') : found.replace('-', encoded('-'))));
  // An id begins with a letter, so that a style sheet can name it without an escape.
  return prefix + (prefix === '' && !/^\p{L}/u.test(id) ? `field--${id}` : id);
}

/** Returns the prefix of all ids of a form, without signs that an id cannot have. */
export function prefixOf({ idPrefix = '' }: HelperOptions): string {
  return idPrefix.replace(/[^\p{L}\p{N}_-]+/gu, '-');
}

/** Returns the id of one choice of a group: `days` has `days---sun`. */
export function choiceId(id: string, value: string): string {
  return `${id}---${segmentId(value)}`;
}

/** Returns the id of the element with the field's errors. */
export function errorId(id: string): string {
  return `${id}-error`;
}

function segmentId(segment: string): string {
  if (segment === '') return '_';
  return segment.replace(/[^\p{L}\p{N}_-]|^-|-$|-(?=-)|_(?=[\da-f]{1,6}_)/gu, encoded);
}

function encoded(sign: string): string {
  return `_${(sign.codePointAt(0) as number).toString(16)}_`;
}

/** How many bytes a form may have. A longer one has a file in it, or was not filled in by a person. */
export const MAX_FORM = 256 * 1024;
/** How many milliseconds an answer waits for the submitted form. */
export const MAX_MILLISECONDS = 1_000;

/** More than a flash has room for, so that the fields that do not fit are known. */
const MAX_FIELDS = 2_048;

/** Whether this is the media type of a form without files. */
export function isUrlEncodedType(contentType: string | null | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '');
}

/** The fields by name, without a prototype. Fields of one name become a list of values. The value of a file is a `File`. */
export function formFields<Value extends string | Blob>(entries: Iterable<readonly [string, Value]>): Record<string, Value | readonly Value[]> {
  const fields: Record<string, Value | Value[]> = Object.create(null);
  let left = MAX_FIELDS;
  for (const [name, value] of entries) {
    if (left-- <= 0) break;
    const known = fields[name];
    if (Array.isArray(known)) known.push(value);
    else fields[name] = known === undefined ? value : [known, value];
  }
  return fields;
}

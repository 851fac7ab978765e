/** A form that is longer has a file in it, or is no form that anybody typed. */
export const MAX_FORM = 256 * 1024;
/** An answer does not wait longer for what was typed. */
export const MAX_MILLISECONDS = 1_000;

const MAX_FIELDS = 256;

/** Is this the type of a form without files? */
export function isUrlEncodedType(contentType: string | null | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '');
}

/** Fields by name, without a prototype; several values where several fields have one name. */
export function formFields(entries: Iterable<readonly [string, string]>): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = Object.create(null);
  let left = MAX_FIELDS;
  for (const [name, value] of entries) {
    if (left-- <= 0) break;
    const known = fields[name];
    fields[name] = known === undefined ? value : typeof known === 'string' ? [known, value] : [...known, value];
  }
  return fields;
}

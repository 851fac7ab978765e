const REFERENCE = /(?<![\w-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![\w-])/g;

/** The references in a line that begin as somebody typed it, each once: `7K3M-Q9TX` for `7K3M`. */
export function referencesIn(line: string, typed: string): ReadonlySet<string> {
  return new Set((line.match(REFERENCE) ?? []).filter((reference) => reference.startsWith(typed)));
}

/** A text that is a reference as a whole, in JSON that may stand in JSON again: `"7K3M-Q9TX"`, `\"7K3M-Q9TX\"`. */
const VALUE = /(?<=["\\])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?=["\\])/g;

/** The references that are whole texts of the JSON in a line, each once. */
export function referenceValuesIn(line: string): ReadonlySet<string> {
  return new Set(line.match(VALUE));
}

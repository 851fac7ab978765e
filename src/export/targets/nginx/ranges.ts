/**
 * Regular expressions that read a list of ranges with quality values (RFC 9110 §12.4.2), as `Accept` and `Accept-Language` are. nginx looks for the first one
 * that matches in a `map`. A possessive quantifier (`*+`) and `(?>…)` keep the time linear.
 *
 * The value of a map is a key that sorts: quality, `:`, precision, `:`, and the text before the range. The quality is `1`, or `0` and its decimals without zeros
 * at the end. Of two keys with the same text before them, the more precise range wins. Of two keys of one precision, the shorter one is earlier in the list.
 */
export interface RangeMap {
  /** The variable that the map sets. */
  readonly name: string;
  /** What one range looks like, as a regular expression without anchors and without groups that capture. */
  readonly range: string;
  /** The precision of the range. A larger digit is more precise. */
  readonly precision: number;
  /** The value if the list has no such range. */
  readonly otherwise: string;
  /** Whether `range` is one text, so that the list can repeat it. Else each match is a range of its own. */
  readonly single?: boolean;
}

/** The range ends here. Spaces around it do not count. */
const END = '\\s*+(?=[;,]|$)';
/** The ranges before. It takes as few as possible. */
const BEFORE = '((?:[^,]*+,)*?)';
/** The parameters before the quality value. Halyard reads 15 parameters at most. */
const PARAMETERS = '(?:;\\s*+(?!q=)[^;,]*+){0,14}+';

/** A range of this kind, with the end of its name. */
function ranged(range: string): string {
  return `\\s*+(?:${range})${END}`;
}

/** The quality value is not below 1. A value that is not valid counts as 1. */
const WHOLE = `(?!${PARAMETERS};\\s*+q=0(?:\\.\\d{0,3})?${END})`;
/** The decimals of a quality value below 1, without the zeros at the end. */
const DECIMALS = `${PARAMETERS};\\s*+q=0\\.(\\d*[1-9])0*+${END}`;

/** A range of this kind whose quality is not 0. */
export function accepted(range: string): string {
  return `^(?:[^,]*+,)*?${ranged(range)}(?!${PARAMETERS};\\s*+q=0(?:\\.0{0,3})?${END})`;
}

/** A range of this kind, with any quality. */
export function named(range: string): string {
  return `^(?:[^,]*+,)*?${ranged(range)}`;
}

/** The lines of a `map` that reads the ranges of one kind from `source`. */
export function rangeMap(source: string, { name, range, precision, otherwise, single = true }: RangeMap): string {
  const item = ranged(range);
  // The place of a range is where it stands first. If the list repeats it, its largest quality counts.
  const found = single ? `^(?>${BEFORE}${item})(?:(?:[^,]*+,)+?${item})??` : `^${BEFORE}${item}`;
  return `map ${source} $${name} {
    default "${otherwise}";
    "~*${found}${WHOLE}" "1:${precision}:$1";
    "~*${found}${DECIMALS}" "0$2:${precision}:$1";
    "~*^${BEFORE}${item}" "0:${precision}";
}
`;
}

/** The key of a range that the list does not have. */
export const ABSENT = '0:0';

/** The lines of a `map` that compares a candidate with the best one so far. Both are a name, a space and a key. With equal keys, the earlier one stays. */
export function betterMap(name: string, candidate: string, best: string): string {
  return `map "${candidate}\\n${best}\\n:0123456789" $${name} {
    default "${best}";
    "~^\\S+ (\\d*:?)(\\d)[^\\n]*+\\n\\S+ \\g{1}([:\\d])[^\\n]*+\\n[^\\n]*\\3[^\\n]*\\2" "${candidate}";
    "~^\\S+ ([^\\n]*+)\\n\\S+ \\g{1}[^\\n]" "${candidate}";
}
`;
}

/** The lines of maps that cut a field as Halyard does: its first 4096 characters, and its first 64 ranges. */
export function cutMaps(field: string, name: string): string {
  return `map ${field} $${name}_start {
    default ${field};
    "~^(.{4096})." "$1";
}
map $${name}_start $${name} {
    default $${name}_start;
    "~^((?:[^,]*+,){63}[^,]*+)," "$1";
}
`;
}

/** The pattern for the second of two lines. The first one has a key. */
export function inSecondLine(pattern: string): string {
  return pattern.replace('^', '^[^\\n]*+\\n');
}

/** The most ranges of a field that are read, and its most characters: the limits of the app. A long field must cost no time. */
export function rangesOf(field: string, separator: string): string {
  return `$all := .Req.Header.Values "${field}" | join "," | trunc 4096 | lower | splitList ","
$ranges := slice $all 0 (min 64 (len $all)) | join "${separator}"`;
}

/**
 * The actions that read the weight of a range in thousandths (RFC 9110, section 12.4.2), from the parameter `$field` into `$q`. A broken weight counts as 1. A regular
 * expression would be compiled each time, so there is none.
 */
export function weightLines(indent: number): string {
  const lines = [
    '$weight := trimPrefix "q=" $field',
    '$whole := trunc 1 $weight',
    '$rest := trimPrefix $whole $weight',
    '$digits := ternary "0" "0123456789" (eq $whole "1")',
    'if and (has $whole (list "0" "1")) (or (eq $rest "") (and (hasPrefix "." $rest) (le (len $rest) 4) (eq "" (trimPrefix "." $rest | trimAll $digits))))',
    '  $q = printf "%s000" (replace "." "" $weight) | trunc 4 | atoi',
    'end',
  ];
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}

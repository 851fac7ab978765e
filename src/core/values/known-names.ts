import { HalyardError } from './errors.ts';
import { quote } from './quote.ts';

/**
 * Refuses a member of the options that does not exist. `nameOf` writes its name for the message.
 *
 * @throws HalyardError E_OPTION_UNKNOWN
 */
export function refuseUnknown(options: object, known: readonly string[], nameOf: (name: string) => string = quote): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new HalyardError('E_OPTION_UNKNOWN', { found: nameOf(name), expected: `one of ${known.join(', ')}`, ...didYouMean(name, known) });
  }
}

/** The known name that a misspelt name is nearest to, for a message. */
export function didYouMean(name: string, known: readonly string[]): { todo: string } | undefined {
  const distances = known.map((one) => [distance(name.toLowerCase(), one.toLowerCase()), one] as const);
  const [least, near] = distances.reduce((nearest, one) => (one[0] < nearest[0] ? one : nearest));
  // A name is suggested only if most of its letters match.
  return least > Math.min(3, name.length / 2) ? undefined : { todo: `Did you mean "${near}"?` };
}

/** The number of letters to add, drop or change (Levenshtein) to get from one name to the other. */
function distance(from: string, to: string): number {
  const row = [...Array(to.length + 1).keys()] as [number];
  for (const letter of from.slice(0, 32)) {
    let corner = row[0]++;
    for (let j = 1; j <= to.length; j++) {
      const up = row[j] as number;
      row[j] = Math.min(up + 1, (row[j - 1] as number) + 1, corner + (letter === to[j - 1] ? 0 : 1));
      corner = up;
    }
  }
  return row[to.length] as number;
}

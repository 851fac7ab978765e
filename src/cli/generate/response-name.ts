import { responseTable } from '../../core/responses/response-table.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { didYouMean } from '../../core/values/known-names.ts';
import { RESERVED_NAMES } from '../../hosting/shared/reserved-names.ts';
import { BUILT_IN_NAMES } from './response-file.ts';

/** Words of JavaScript that cannot be the name of a variable. */
const WORDS = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in ' +
    'instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield ' +
    'eval arguments undefined'
  ).split(' '),
);

/**
 * Says why a new response cannot have this name.
 *
 * @returns a sentence, and what to do; `undefined` if the name can be used
 */
export function problemOfName(name: string): string | undefined {
  const builtIn = BUILT_IN_NAMES.find((one) => keyOf(one) === keyOf(name));
  if (builtIn === name) return `"${name}" is a built-in response. To change what it does: halyard generate override ${name}`;
  if (builtIn !== undefined) return `res.${name}() would stand beside the built-in res.${builtIn}(). Did you mean: halyard generate override ${builtIn}`;
  const better = camelCase(name);
  const hint = better === undefined || better === name ? '' : ` Did you mean "${better}"?`;
  if (!/^[A-Za-z_$][\w$]{0,63}$/.test(name)) return `"${printable(name)}" cannot be the name of a response. Expected a letter, then letters and digits.${hint}`;
  if (WORDS.has(name)) return `"${name}" is a word of JavaScript. Choose another name.`;
  try {
    responseTable({ [name]: () => undefined }, RESERVED_NAMES);
  } catch (error) {
    if (!(error instanceof HalyardError)) throw error;
    return `"${name}" is a name that JavaScript, Node or a host uses. Choose another name, such as "${name}Response".`;
  }
  return undefined;
}

/** Says why no built-in response has this name. `undefined`: it has one. */
export function problemOfBuiltIn(name: string): string | undefined {
  if (BUILT_IN_NAMES.includes(name)) return undefined;
  const same = BUILT_IN_NAMES.find((one) => keyOf(one) === keyOf(name.replace(/\.[mc]?[jt]s$/, '')));
  const near = same === undefined ? didYouMean(name, BUILT_IN_NAMES)?.todo : `Did you mean "${same}"?`;
  return `There is no built-in response "${printable(name)}". ${near ?? `There are ${BUILT_IN_NAMES.join(', ')}.`}`;
}

/** The key is the same for names that differ only in case or separators. */
function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `out-of-stock.ts` → `outOfStock` */
function camelCase(name: string): string | undefined {
  const [first = '', ...rest] = name
    .replace(/\.[mc]?[jt]s$/, '')
    .split(/[^A-Za-z0-9_$]+/)
    .filter((word) => word !== '');
  const joined = first + rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z_$][\w$]{0,63}$/.test(joined) && !WORDS.has(joined) ? joined : undefined;
}

/** A typed name for a message: without control characters, and not endless. */
function printable(name: string): string {
  return name.slice(0, 80).replace(/\p{C}/gu, '?');
}

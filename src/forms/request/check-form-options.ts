import type { FormOptions } from '../../core/settings/option-groups.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { quote } from '../../core/values/quote.ts';

type Kind = (value: unknown) => boolean;

const isText: Kind = (value) => typeof value === 'string';
const isObject: Kind = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);
const isListOfTexts: Kind = (value) => Array.isArray(value) && value.length <= 256 && [...value].every(isText);

/** The check of each option of forms. `baseOption` checks `base`. */
const CHECKS: Readonly<Record<Exclude<keyof FormOptions, 'base'>, readonly [expected: string, holds: Kind]>> = {
  flash: ['an object with secret, store, lifetime, keep or omit, or false', (value) => value === false || isObject(value)],
  origin: ['an address such as https://harbour.example, or a list of such', (value) => isText(value) || isListOfTexts(value)],
  htmx: ['an object with target or swap, both texts', (value) => isObject(value) && Object.values(value as object).every(isText)],
  inertia: ['an object with component, the name of a page component', (value) => isObject(value) && isText((value as { component?: unknown }).component)],
};

/**
 * Checks the kinds of the options of forms.
 *
 * @throws HalyardError E_OPTION
 */
export function checkFormOptions(options: FormOptions): void {
  for (const [name, [expected, holds]] of Object.entries(CHECKS)) {
    const value = options[name as keyof FormOptions];
    if (value !== undefined && !holds(value)) throw new HalyardError('E_OPTION', { found: `${name}: ${quote(value)}`, expected });
  }
}

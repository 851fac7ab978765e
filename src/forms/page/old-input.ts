import { isFieldName } from '../../core/values/field-name.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { isArray, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';
import { isLuhn } from '../../core/values/mask/account-numbers.ts';
import { isSecretName, maskText } from '../../core/values/mask.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { fieldKey } from './form-errors.ts';

/** The app's choice of fields to restore, by key: `keep` in addition to the default, `omit` always without. */
export interface FieldChoice {
  readonly keep: ReadonlySet<string>;
  readonly omit: ReadonlySet<string>;
}

const MAX_FIELDS = 64;
const MAX_VALUES = 32;
const MAX_DEPTH = 4;
/** Longer names do not belong to a field that a person filled in. */
const MAX_NAME = 128;

/**
 * Returns the submitted values that may be shown to the person who submitted them: only texts. It leaves out fields with a secret's name, card numbers and
 * tokens under any name, fields of a framework (`_csrf`, `_method`), and files.
 *
 * @param longest the longest value in characters
 * @param tooLong receives the names of fields that are left out only for their length
 */
export function oldInput(submitted: unknown, { keep, omit }: FieldChoice, longest: number, tooLong?: Set<string>): OldInput {
  const old: Record<string, string | readonly string[]> = Object.create(null);
  let left = MAX_FIELDS;
  const visit = (value: unknown, name: string, depth: number): void => {
    if (left <= 0 || name.length > MAX_NAME) return;
    const texts = textsOf(value);
    if (texts !== undefined) {
      if (!isRestorable(name, keep, omit) || isPieceOfBody(name, texts)) return;
      const short = texts.filter((text) => text.length <= longest);
      if (short.length < texts.length) tooLong?.add(name);
      const givable = short.filter(isHarmless);
      if (givable.length === 0) return;
      old[name] = givable.length === 1 ? (givable[0] as string) : givable;
      left--;
    } else if (depth < MAX_DEPTH) {
      for (const [key, member] of membersOf(value)) visit(member, name === '' ? fieldKey(key) : `${name}.${fieldKey(key)}`, depth + 1);
    }
  };
  for (const [key, member] of membersOf(submitted)) visit(member, fieldKey(key), 1);
  return old;
}

/** Returns a text, or the texts of several fields of one name. */
function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  const texts = firstOf(value, MAX_VALUES);
  return texts.length > 0 && texts.every((item) => typeof item === 'string') ? (texts as string[]) : undefined;
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (isArray(value)) return firstOf(value, MAX_VALUES).map((item, index) => [String(index), item]);
  if (!isPlainObject(value)) return [];
  return Object.keys(value)
    .slice(0, 4 * MAX_FIELDS)
    .map((key) => [key, readProperty(value, key)]);
}

/** Harmless names that contain a secret's name. A form that loses the address or the passengers is of no use. */
const NO_SECRET = /e[-_]?mail|passengers?|keywords?|authors?(?!i)/gi;
/** Names of secrets in forms, in addition to the names that the log masks. */
const FORM_SECRET = /^pin(?:code)?$|card(?:no|num)|^iban$|(?:security|onetime|verification)code|^(?:[2m]fa|totp)/;

function isRestorable(name: string, keep: ReadonlySet<string>, omit: ReadonlySet<string>): boolean {
  if (omit.has(name)) return false;
  if (keep.has(name)) return true;
  return name.split('.').every((part) => {
    if (part.startsWith('_') || omit.has(part)) return false;
    const plain = part.replace(NO_SECRET, '');
    return keep.has(part) || (!isSecretName(plain) && !FORM_SECRET.test(plain.toLowerCase().replace(/[-_\s]/g, '')));
  });
}

/**
 * Returns whether the field is a piece of a JSON body that was sent as a form. The body is split at `&` and `=`, so the field's name holds submitted text.
 */
function isPieceOfBody(name: string, texts: readonly string[]): boolean {
  return /["{}]/.test(name) || (!isFieldName(name) && texts.every((text) => text === ''));
}

/** Returns whether the text has no null character, which no field can hold, and nothing that looks like a secret. */
function isHarmless(text: string): boolean {
  return !text.includes('\0') && maskText(text) === text && !isCardNumber(text);
}

/** Returns whether the text has 13 to 19 digits, in groups or not, with a valid check digit. */
function isCardNumber(text: string): boolean {
  const digits = text.trim().replace(/[ .-]/g, '');
  return /^\d{13,19}$/.test(digits) && isLuhn(digits, 0, digits.length);
}

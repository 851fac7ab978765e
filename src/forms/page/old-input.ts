import { isFieldName } from '../../core/values/field-name.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { isArray, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';
import { isLuhn } from '../../core/values/mask/account-numbers.ts';
import { isSecretName, maskText } from '../../core/values/mask.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { fieldKey } from './form-errors.ts';

/** Which fields may be given back, by the app's own word. */
export interface FieldChoice {
  readonly keep: ReadonlySet<string>;
  readonly omit: ReadonlySet<string>;
}

const MAX_FIELDS = 64;
const MAX_VALUES = 32;
const MAX_DEPTH = 4;
/** Longer names are no field that anybody filled in. */
const MAX_NAME = 128;

/**
 * What was typed, fit to be given back to whoever typed it: text alone. Nothing whose name is a secret's, no card number and no token
 * whatever its name, no field of a framework (`_csrf`, `_method`), no file, nothing longer than `longest`. The names of fields that
 * are left out for their length alone go into `tooLong`.
 */
export function oldInput(submitted: unknown, { keep, omit }: FieldChoice, longest: number, tooLong?: Set<string>): OldInput {
  const old: Record<string, string | readonly string[]> = Object.create(null);
  let left = MAX_FIELDS;
  const visit = (value: unknown, name: string, depth: number): void => {
    if (left <= 0 || name.length > MAX_NAME) return;
    const texts = textsOf(value);
    if (texts !== undefined) {
      if (!isGivable(name, keep, omit) || isPieceOfBody(name, texts)) return;
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

/** A text, or the texts of several fields of one name. */
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

/** Names that hold a secret's name, and are none: a form that forgets the address or the passengers is no use. */
const NO_SECRET = /e[-_]?mail|passengers?|keywords?|authors?(?!i)/gi;
/** Secrets of forms that no log has by name. */
const FORM_SECRET = /^pin(?:code)?$|card(?:no|num)|^iban$|(?:security|onetime|verification)code|^(?:[2m]fa|totp)/;

function isGivable(name: string, keep: ReadonlySet<string>, omit: ReadonlySet<string>): boolean {
  if (omit.has(name)) return false;
  if (keep.has(name)) return true;
  return name.split('.').every((part) => {
    if (part.startsWith('_') || omit.has(part)) return false;
    const plain = part.replace(NO_SECRET, '');
    return keep.has(part) || (!isSecretName(plain) && !FORM_SECRET.test(plain.toLowerCase().replace(/[-_\s]/g, '')));
  });
}

/** A JSON body that was sent as a form is in the names of its fields, cut at `&` and `=`, with everything that was typed in it. */
function isPieceOfBody(name: string, texts: readonly string[]): boolean {
  return /["{}]/.test(name) || (!isFieldName(name) && texts.every((text) => text === ''));
}

/** No control characters that no field can hold, and nothing that looks like a secret. */
function isHarmless(text: string): boolean {
  return !text.includes('\0') && maskText(text) === text && !isCardNumber(text);
}

/** 13 to 19 digits, perhaps in groups, with a check digit that fits. */
function isCardNumber(text: string): boolean {
  const digits = text.trim().replace(/[ .-]/g, '');
  return /^\d{13,19}$/.test(digits) && isLuhn(digits, 0, digits.length);
}

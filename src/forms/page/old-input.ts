import { isFieldName } from '../../core/values/field-name.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { isArray, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { fieldKey } from './field-names.ts';
import { isSecretField } from './secret-fields.ts';
import { isWithheldValue } from './withheld-value.ts';

/** The app's choice of fields to restore, by key: `keep` in addition to the default, `omit` always without. */
export interface FieldChoice {
  readonly keep: ReadonlySet<string>;
  readonly omit: ReadonlySet<string>;
}

const MAX_FIELDS = 256;
/** The values of one name: a group with a box for each country of the world fits. */
const MAX_VALUES = 256;
/** The members of one list or object that are read. */
const MAX_MEMBERS = 4 * MAX_FIELDS;
/** `order[items][0][options][0][name]` has six. */
const MAX_DEPTH = 8;
/** The lists and objects that are read in all. */
const MAX_PARTS = 4_096;
/** Longer names do not belong to a field that a person filled in. */
const MAX_NAME = 128;

/** Receives the names of fields that are left out. */
export interface LeftOut {
  /** Fields that are left out, wholly or in part, because they are too long, too many or too deep. */
  readonly tooLong?: Set<string>;
  /** Fields that the visitor filled in with a secret. */
  readonly withheld?: Set<string>;
}

/**
 * Returns the submitted values that may be shown to the person who submitted them: only texts. It leaves out fields with a secret's name, card numbers and
 * tokens under any name, fields of a framework (`_csrf`, `_method`), and files.
 *
 * @param longest the longest value in characters
 */
export function oldInput(submitted: unknown, { keep, omit }: FieldChoice, longest: number, { tooLong, withheld }: LeftOut = {}): OldInput {
  const old: Record<string, string | readonly string[]> = Object.create(null);
  let left = MAX_FIELDS;
  let parts = MAX_PARTS;
  /** The lists and objects around the value. Some parsers put the whole form into each of its fields. */
  const inside = new Set<unknown>([submitted]);
  const leaveOut = (name: string): void => {
    if (tooLong !== undefined && tooLong.size < MAX_FIELDS) tooLong.add(name);
  };
  const visit = (value: unknown, name: string, depth: number): void => {
    const texts = textsOf(value);
    if (name.length > MAX_NAME) return;
    if (left <= 0) {
      if (texts?.some((text) => text !== '') === true && isRestorable(name, texts, { keep, omit })) leaveOut(name);
      return;
    }
    if (texts !== undefined) {
      if (isOfFramework(name, keep) || isPieceOfBody(name, texts)) return;
      const isSecret = !isRestorable(name, texts, { keep, omit });
      const kept = texts.map((text) => (isSecret || text.length > longest || text.includes('\0') || isWithheldValue(text) ? undefined : text));
      if (!isSecret && (hasMore(value, MAX_VALUES) || texts.some((text) => text.length > longest))) leaveOut(name);
      if (texts.some((text, index) => kept[index] === undefined && text.trim() !== '' && (isSecret || text.length <= longest))) withheld?.add(name);
      // Each value stays at its place, so that the second field of a name gets the second value.
      while (kept.length > 0 && kept.at(-1) === undefined) kept.pop();
      if (kept.length === 0) return;
      old[name] = kept.length === 1 ? (kept[0] as string) : kept.map((text) => text ?? '');
      left--;
    } else if (!inside.has(value)) {
      const members = membersOf(value);
      if (hasMore(value, MAX_MEMBERS) || (members.length > 0 && (depth >= MAX_DEPTH || parts-- <= 0))) leaveOut(name);
      if (depth >= MAX_DEPTH || parts < 0) return;
      inside.add(value);
      for (const [key, member] of members) visit(member, name === '' ? fieldKey(key) : `${name}.${fieldKey(key)}`, depth + 1);
      inside.delete(value);
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

function hasMore(list: unknown, most: number): boolean {
  return isArray(list) && list.length > most;
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (isArray(value)) return firstOf(value, MAX_MEMBERS).map((item, index) => [String(index), item]);
  if (!isPlainObject(value)) return [];
  return Object.keys(value)
    .slice(0, MAX_MEMBERS)
    .map((key) => [key, readProperty(value, key)]);
}

/** A framework's field begins with `_`: `_csrf`, `_method`, `_return`. A person does not fill it in. */
function isOfFramework(name: string, keep: ReadonlySet<string>): boolean {
  return !keep.has(name) && name.split('.').some((part) => isFrameworkName(part) && !keep.has(part));
}

/** Hidden fields with a token against forged forms, of Django, Rails and other frameworks. */
const FRAMEWORK = /^(?:csrf|xsrf)|(?:csrf|xsrf|requestverification|authenticity)[-_]?token$/i;
/** The values that a checkbox or a radio button has for a yes or a no: `reset_password=on`. They are no secret, whatever the name of the field is. */
const SWITCH = /^(?:on|off|true|false|yes|no)$/;
/** The answer to a captcha, which the provider's script fills in: `g-recaptcha-response`, `cf-turnstile-response`. */
const CAPTCHA = /captcha|turnstile/i;

function isFrameworkName(name: string): boolean {
  return name.startsWith('_') || FRAMEWORK.test(name) || (/response$/i.test(name) && CAPTCHA.test(name));
}

function isRestorable(name: string, texts: readonly string[], { keep, omit }: FieldChoice): boolean {
  if (omit.has(name)) return false;
  if (keep.has(name)) return true;
  const parts = name.split('.');
  if (parts.some((part) => omit.has(part))) return false;
  if (texts.every((text) => SWITCH.test(text))) return true;
  if (parts.some((part) => isSecretField(part) && !keep.has(part))) return false;
  return parts.length === 1 || !isSecretField(parts.filter((part) => !keep.has(part)).join('-'));
}

/**
 * Returns whether the field is a piece of a JSON body that was sent as a form. The body is split at `&` and `=`, so the field's name holds submitted text.
 */
function isPieceOfBody(name: string, texts: readonly string[]): boolean {
  return /["{}]/.test(name) || (!isFieldName(name) && texts.every((text) => text === ''));
}

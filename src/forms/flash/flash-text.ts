import { andMore } from '../../core/responses/issues/and-more.ts';
import { isArray, isPlainObject } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { FlashNote, OldInput } from './flash-note.ts';

/** The length in characters to which long messages are cut, before whole issues are left out. */
const SHORT_MESSAGE = 160;

/** How many fields that do not fit are named, and how long a name may be. */
const MOST_NAMES = 6;
const LONGEST_NAME = 40;

const encoder = new TextEncoder();

/** Writes the note as text of at most `limit` bytes. Old input is left out first, beginning with the longest fields, then the end of the list of issues. */
export function textOf(note: FlashNote, limit: number): string {
  const fits = (candidate: FlashNote): boolean => bytesOf(encode(candidate)) <= limit;
  let kept = note;
  if (fits(kept)) return encode(kept);
  kept = { ...kept, issues: kept.issues.map((issue) => ({ ...issue, message: shortened(issue.message) })) };
  kept = incompleteNote(kept, fits);
  if (!fits(kept)) kept = { ...kept, messages: fittingMessages(kept, fits) };
  if (!fits(kept)) kept = { ...kept, issues: fittingIssues(kept, fits) };
  return encode(kept);
}

/** Returns whether the whole note fits. */
export function isWhole(note: Omit<FlashNote, 'at'>, limit: number): boolean {
  return bytesOf(encode({ ...note, at: Date.now() })) <= limit;
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

function shortened(message: string): string {
  return message.length <= SHORT_MESSAGE ? message : `${message.slice(0, SHORT_MESSAGE - 2).toWellFormed()} …`;
}

/** Leaves out fields until the note fits, marks it, and adds an error that names some of them. */
function incompleteNote(note: FlashNote, fits: (candidate: FlashNote) => boolean): FlashNote {
  const noted = (old: OldInput): FlashNote => {
    const left = Object.keys(note.old).filter((name) => !Object.hasOwn(old, name));
    return left.length === 0 ? note : { ...note, old, incomplete: true, issues: [...note.issues, { message: notKept(left), path: [] }] };
  };
  if (fits(note)) return note;
  return noted(fittingInput(note, (candidate) => fits(noted(candidate.old))));
}

/** Returns the error that names fields which the visitor has to fill in again. */
export function notKept(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME).toWellFormed());
  const more = names.length - some.length;
  return `Too long to be kept: ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Please fill this in again.`;
}

/** Returns as many fields as fit, the shortest first. A form often has one long text and many short fields. */
function fittingInput(note: FlashNote, fits: (candidate: FlashNote) => boolean): OldInput {
  const fields = Object.entries(note.old).sort(([, a], [, b]) => String(a).length - String(b).length);
  const count = most(fields.length, (n) => fits({ ...note, old: Object.fromEntries(fields.slice(0, n)) }));
  return Object.fromEntries(fields.slice(0, count));
}

/** Shortens the messages and returns as many as fit, from the first. */
function fittingMessages(note: FlashNote, fits: (candidate: FlashNote) => boolean): FlashNote['messages'] {
  const texts = Object.entries(note.messages).flatMap(([kind, list]) => list.map((text) => [kind, shortened(text)] as const));
  const first = (n: number): FlashNote['messages'] => {
    const kept: Record<string, string[]> = Object.create(null);
    for (const [kind, text] of texts.slice(0, n)) kept[kind] = [...(kept[kind] ?? []), text];
    return kept;
  };
  return first(most(texts.length, (n) => fits({ ...note, messages: first(n) })));
}

function fittingIssues(note: FlashNote, fits: (candidate: FlashNote) => boolean): readonly Issue[] {
  const { issues } = note;
  const first = (n: number): readonly Issue[] => (n === issues.length ? issues : [...issues.slice(0, n), andMore(issues.slice(n))]);
  return first(most(issues.length, (n) => fits({ ...note, issues: first(n) })));
}

/** Returns the largest number up to `end` that fits, or 0. */
function most(end: number, fits: (n: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const VERSION = 1;

/** Writes positions instead of names, because a cookie is small. */
function encode({ to, at, bag, issues, old, messages, withheld, incomplete = false }: FlashNote): string {
  const list = issues.map(({ message, path, code }) => {
    const place = path.map((key) => (typeof key === 'number' ? key : String(key)));
    return code === undefined ? (place.length === 0 ? message : [message, place]) : [message, place, code];
  });
  const fields = withheld === undefined ? null : [withheld.fields, withheld.files];
  return JSON.stringify([VERSION, to, at, bag, list, old, messages, ...(incomplete ? [fields, 1] : fields === null ? [] : [fields])]);
}

/** Reads the note that `textOf` wrote. Returns `undefined` for any other text, or another version. */
export function noteOf(text: string): FlashNote | undefined {
  const parts = parsed(text);
  if (!isArray(parts) || parts.length < 7 || parts[0] !== VERSION) return undefined;
  const [, to, at, bag, list, old, messages, withheld, incomplete] = parts;
  if (typeof to !== 'string' || typeof at !== 'number' || typeof bag !== 'string' || !isArray(list)) return undefined;
  if (!isPlainObject(old) || !isPlainObject(messages)) return undefined;
  const cut = incomplete === 1 ? { incomplete: true } : undefined;
  const note = { to, at, bag, issues: list.map(issueOf), old: textsByName(old), messages: listsByName(messages), ...cut };
  return isArray(withheld) ? { ...note, withheld: { fields: textsIn(withheld[0]), files: textsIn(withheld[1]) } } : note;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textsIn(list: unknown): readonly string[] {
  return isArray(list) ? list.map(String) : [];
}

function issueOf(part: unknown): Issue {
  if (!isArray(part)) return { message: String(part), path: [] };
  const [message, path, code] = part;
  const issue = { message: String(message), path: isArray(path) ? path.map((key) => (typeof key === 'number' ? key : String(key))) : [] };
  return typeof code === 'string' ? { ...issue, code } : issue;
}

/** Another release may have written values of another type, which are left out. The object has no prototype, because a field may have any name. */
function textsByName(old: Readonly<Record<string, unknown>>): OldInput {
  const fields: Record<string, string | readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(old)) {
    if (typeof value === 'string' || (isArray(value) && value.every((text) => typeof text === 'string'))) fields[name] = value as OldInput[string];
  }
  return fields;
}

function listsByName(messages: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>> {
  const lists: Record<string, readonly string[]> = Object.create(null);
  for (const [kind, texts] of Object.entries(messages)) lists[kind] = textsIn(texts);
  return lists;
}

import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import type { Issue } from '../values/issue.ts';
import { jsonPointer } from '../values/json-pointer.ts';
import type { FormatContext } from './format.ts';
import type { Recovered } from './forms.ts';
import { stackFrames } from './problem-document.ts';
import { errorText } from './report-text.ts';

/**
 * What every view gets, on every page: the same names, always present. A host that knows forms adds `old`, `flash` and `form`, and gives
 * `errors` its methods `first`, `all` and `has`. `docs/views.md` is about these.
 */
export interface ViewLocals {
  readonly status: number;
  readonly title: string;
  /** What to tell the visitor; `''` when there is nothing to say beyond the title. */
  readonly message: string;
  /** Validation errors, and in development the errors themselves: a list, and `first(field)`, `all(field)`, `has(field)`. Empty when there are none. */
  readonly errors: readonly ViewError[];
  /** What the visitor can read out to support: the log has it too. */
  readonly reference: string;
  /** The app's data, when this client may see it; else `null`. */
  readonly data: unknown;
  /** What was typed into the form whose page is gone: text to show, nothing secret. Empty when there is nothing to give back. */
  readonly typed: Recovered['typed'];
  /** The form's own page, which shows it filled in again; `''` when nobody knows where it is. */
  readonly back: string;
  /** In development, for a client on this machine: the whole report as text. Else `''`. */
  readonly report: string;
  /** `old('email', user.email)`: what was typed into a field, else what follows. */
  readonly old?: (name: string, fallback?: unknown) => string;
  /** `flash('success')`: the messages of a kind for this page. */
  readonly flash?: (kind: string) => readonly string[];
  /** What a form is written with: `form.summary()`, `form.attributes('email')`, `form.error('email')`. */
  readonly form?: object;
}

/** Their names, all of which every page is given. */
export const LOCAL_NAMES: readonly (keyof ViewLocals)[] = [
  'status',
  'title',
  'message',
  'errors',
  'reference',
  'data',
  'typed',
  'back',
  'report',
  'old',
  'flash',
  'form',
];

export interface ViewError {
  readonly message: string;
  /** `address.city`; `''` when the error is about the whole. */
  readonly field: string;
  readonly pointer: string;
  readonly code: string;
  /** Lines of the stack, in development only. */
  readonly stack: readonly string[];
}

const NOTHING_TYPED: readonly never[] = [];

/** A fresh object for each page: engines write into it, and some take their settings from it (CVE-2022-29078). */
export function localsOf(outcome: PublicOutcome, { settings, request }: FormatContext, recovered?: Recovered): Record<string, unknown> {
  const locals: ViewLocals & Record<string, unknown> = {
    ...settings.locals,
    status: outcome.status,
    title: outcome.title,
    message: outcome.detail ?? '',
    errors: outcome.issues.length === 0 && outcome.errors.length === 0 ? [] : [...outcome.issues.map(ofIssue), ...outcome.errors.map(ofError)],
    reference: outcome.reference ?? '',
    data: outcome.data ?? null,
    typed: recovered?.typed ?? NOTHING_TYPED,
    back: recovered?.back ?? '',
    report: outcome.errors.length === 0 ? '' : outcome.errors.map((error) => errorText(error)).join('\n\n'),
  };
  return settings.forms === undefined ? locals : Object.assign(locals, settings.forms.locals(request, outcome, locals.errors, recovered));
}

function ofIssue({ message, path, code, in: place }: Issue): ViewError {
  return { message, field: path.map(String).join('.'), pointer: place === undefined ? jsonPointer(path) : '', code: code ?? '', stack: [] };
}

function ofError({ name, message, code, stack }: ErrorRecord): ViewError {
  return { message: `${name}: ${message}`, field: '', pointer: '', code: code === undefined ? '' : String(code), stack: stackFrames(stack ?? '') };
}

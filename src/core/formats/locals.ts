import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import type { Issue } from '../values/issue.ts';
import { jsonPointer } from '../values/json-pointer.ts';
import { stackFrames } from '../values/stack-frames.ts';
import type { FormatContext } from './format.ts';
import type { Recovered } from './forms.ts';
import { errorText } from './report-text.ts';

/**
 * The locals of every view. The names are always present. A host with form support adds `old`, `flash` and `form`, and adds the methods `first`,
 * `all` and `has` to `errors`. `docs/views.md` describes them.
 */
export interface ViewLocals {
  readonly status: number;
  readonly title: string;
  /** The message for the visitor, or `''` when there is none beyond the title. */
  readonly message: string;
  /**
   * Validation errors, and in development the errors themselves. It is a list, with `first(field)`, `all(field)` and `has(field)`, and empty
   * when there are none.
   */
  readonly errors: readonly ViewError[];
  /** The reference of this failure, which is also in the log: a visitor can give it to your support. */
  readonly reference: string;
  /** The data that you passed, if this client may see it, else `null`. */
  readonly data: unknown;
  /**
   * The fields of the form that the visitor sent, when its page is not shown again: a list of `{ name, value }`, without secrets. Empty when
   * there are none.
   */
  readonly typed: Recovered['typed'];
  /** The address of the form's page, which shows the form filled in again. `''` when it is not known. */
  readonly back: string;
  /** The whole report as text, in development for a client on this machine. Else `''`. */
  readonly report: string;
  /** `old('email', user.email)`: the value that the visitor typed into a field, else the second argument. */
  readonly old?: (name: string, fallback?: unknown) => string;
  /** `flash('success')`: the list of messages of this kind for this page. */
  readonly flash?: (kind: string) => readonly string[];
  /** Helpers that write a form: `form.summary()`, `form.attributes('email')`, `form.error('email')`. */
  readonly form?: object;
}

/** The names of the locals. Every page gets all of them. */
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

/** One member of the view local `errors`. */
export interface ViewError {
  readonly message: string;
  /** The field: `address.city`. `''` when the error is not about one field. */
  readonly field: string;
  readonly pointer: string;
  readonly code: string;
  /** Lines of the stack trace, in development only. */
  readonly stack: readonly string[];
}

const NOTHING_TYPED: readonly never[] = [];

/** A new object for each page, because engines write into it, and some read their settings from it (CVE-2022-29078). */
export function localsOf(
  outcome: PublicOutcome,
  { settings, request }: FormatContext,
  own: Readonly<Record<string, unknown>>,
  recovered?: Recovered,
): Record<string, unknown> {
  const locals: ViewLocals & Record<string, unknown> = {
    ...own,
    status: outcome.status,
    title: outcome.title,
    message: outcome.detail ?? '',
    errors: [...outcome.issues.map(ofIssue), ...outcome.errors.map(ofError)],
    reference: outcome.reference ?? '',
    data: outcome.data ?? null,
    typed: recovered?.typed ?? NOTHING_TYPED,
    back: recovered?.back ?? '',
    report: outcome.errors.map((error) => errorText(error)).join('\n\n'),
  };
  return settings.forms === undefined ? locals : Object.assign(locals, settings.forms.locals(request, outcome, locals.errors, recovered));
}

function ofIssue({ message, path, code, in: place }: Issue): ViewError {
  return { message, field: path.map(String).join('.'), pointer: place === undefined ? jsonPointer(path) : '', code: code ?? '', stack: [] };
}

function ofError({ name, message, code, stack }: ErrorRecord): ViewError {
  return { message: `${name}: ${message}`, field: '', pointer: '', code: code === undefined ? '' : String(code), stack: stackFrames(stack ?? '') };
}

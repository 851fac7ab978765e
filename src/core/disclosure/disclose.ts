import { FORM_EXPIRED } from '../responses/form-expired.ts';
import { andMore } from '../responses/issues/and-more.ts';
import type { Outcome } from '../responses/outcome.ts';
import { boundedText, jsonBytes } from '../values/bounded-text.ts';
import { type ErrorRecord, SINGLE_CAUSE_KEYS } from '../values/error-record.ts';
import type { Issue } from '../values/issue.ts';
import { ERROR_LIMITS } from '../values/json-limits.ts';
import type { JsonOptions } from '../values/json-options.ts';
import { jsonValue } from '../values/json-value.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import { SUBMITTED_VALUE_NAMES } from '../values/submitted-names.ts';
import { issuesInPlace } from '../values/validation-parts.ts';

/** An outcome that holds only what this client may see. Formats and views get only this. */
export interface PublicOutcome {
  /** The name of the response: `badRequest`. */
  readonly name: string;
  readonly status: number;
  readonly title: string;
  readonly type: string | undefined;
  readonly instance: string | undefined;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly issues: readonly Issue[];
  /** The errors, only for a client that sees them in full. */
  readonly errors: readonly ErrorRecord[];
  /** Plain JSON within limits. For a success (`dataIsBody`) it is the app's own value. */
  readonly data: unknown;
  /** The argument of the caller, if a preset needs it. */
  readonly argument?: unknown;
  /** `data` is the whole body. */
  readonly dataIsBody: boolean;
  /** The reference of the failure, which is also in the log. */
  readonly reference: string | undefined;
  /** This client sees errors in full. */
  readonly revealed: boolean;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly view: string | undefined;
  readonly redirectTo: string | undefined;
  readonly bag: string | undefined;
  readonly flash: Outcome['flash'];
  readonly resend: boolean;
}

const NO_ERRORS: readonly never[] = [];

/**
 * Decides once, for all formats, what the client may see. A status code alone never exposes a text. The client sees the texts that the app passed to the
 * response, and errors only if it may see them in full.
 */
export function disclose(
  outcome: Outcome,
  about: {
    /** Whether this client sees errors in full. */
    readonly revealed: boolean;
    /** Reads the errors. Called only if they are shown. */
    readonly errors: () => readonly ErrorRecord[];
    /** The log record of an Error inside the data. */
    readonly record?: (error: Error) => ErrorRecord;
    readonly reference: string | undefined;
    /** A monotonic clock, in milliseconds. */
    readonly now: () => number;
    /** Called with each promise in the data. */
    readonly promised?: (promise: unknown) => void;
    readonly mapLibraryValue?: MapLibraryValue | undefined;
  },
): PublicOutcome {
  const { revealed, reference } = about;
  const shown = outcome.expose || revealed;
  const errors = revealed && outcome.causes !== undefined ? about.errors().map(boundedRecord) : NO_ERRORS;
  const ofError = outcome.resend ? FORM_EXPIRED : outcome.issues === undefined ? errors[0]?.message : undefined;
  const detail = shown ? (outcome.detail ?? ofError) : undefined;
  return {
    name: outcome.name,
    status: outcome.status,
    title: outcome.title,
    type: outcome.type,
    instance: outcome.instance,
    code: shown ? outcome.code : undefined,
    detail: detail === undefined || detail === '' ? undefined : boundedText(detail, ERROR_LIMITS.text / 2),
    issues: shown && outcome.issues !== undefined ? boundedIssues(outcome.issues) : NO_ERRORS,
    errors,
    data: outcome.dataIsBody ? outcome.data : shown && outcome.data !== undefined ? plainData(outcome, revealed && (about.record ?? true), about) : undefined,
    argument: revealed || (outcome.expose && outcome.status < 500) ? outcome.argument?.(about) : undefined,
    dataIsBody: outcome.dataIsBody ?? false,
    reference,
    revealed,
    headers: outcome.headers,
    view: outcome.view,
    redirectTo: outcome.redirectTo,
    bag: outcome.bag,
    flash: outcome.flash,
    resend: outcome.resend ?? false,
  };
}

function plainData(
  outcome: Outcome,
  errors: JsonOptions['errors'],
  {
    now,
    promised,
    mapLibraryValue,
  }: { readonly now: () => number; readonly promised?: (promise: unknown) => void; readonly mapLibraryValue?: MapLibraryValue | undefined },
): unknown {
  return jsonValue(outcome.data, {
    limits: ERROR_LIMITS,
    now,
    errors,
    mask: !outcome.expose,
    once: true,
    ...(promised && { promised }),
    omit: SUBMITTED_VALUE_NAMES,
    substitute: issuesInPlace(mapLibraryValue),
  });
}

/** Shortens the messages, so that all of them fit into an error body of 16 KB. */
function boundedIssues(issues: readonly Issue[]): readonly Issue[] {
  let left = ERROR_LIMITS.bytes / 2;
  // Almost all issues fit, even if every letter needs an escape.
  if (6 * issues.reduce(letters, 0) <= left) return issues;
  const shown: Issue[] = [];
  for (const issue of issues) {
    if (left <= 0) return [...shown, andMore(issues.slice(shown.length))];
    const message = boundedText(issue.message, Math.max(64, Math.min(2_048, left)));
    shown.push(message === issue.message ? issue : { ...issue, message });
    left -= jsonBytes(message) + 16 + issue.path.reduce<number>((bytes, key) => bytes + 9 * String(key).length + 1, 0);
  }
  return shown;
}

function letters(sum: number, { message, path }: Issue): number {
  return path.reduce<number>((keys, key) => keys + 2 + String(key).length, sum + message.length + 4);
}

function boundedRecord(record: ErrorRecord): ErrorRecord {
  const { message, errors } = record;
  const bounded: { -readonly [K in keyof ErrorRecord]: ErrorRecord[K] } = { ...record, message: boundedText(message, ERROR_LIMITS.text) };
  for (const key of SINGLE_CAUSE_KEYS) {
    const behind = record[key];
    if (behind !== undefined) bounded[key] = boundedRecord(behind);
  }
  if (errors !== undefined) bounded.errors = errors.map(boundedRecord);
  return bounded;
}

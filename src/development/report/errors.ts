import { errorRecord } from '../../core/values/error-reading.ts';
import { entriesOf, isArray, isError, readProperty } from '../../core/values/guarded-read.ts';
import { framesOf } from '../frames/frames-of.ts';
import { maskedValue } from './masked.ts';
import type { ReportedError } from './reported-error.ts';

/** How deep causes are followed, and how many errors a report has in all. */
const MAX_DEPTH = 8;
const MAX_ERRORS = 32;
const MAX_MEMBERS = 32;
const MAX_MEMBER_TEXT = 2_048;

/** The members that a report shows in another place. */
const SHOWN_ELSEWHERE = new Set(['name', 'message', 'stack', 'code', 'cause', 'errors', 'error', 'suppressed']);

interface Reading {
  readonly now: () => number;
  readonly seen?: Set<unknown>;
}

/** An error for the report: masked, bounded, with its frames and the errors inside it. It never throws, whatever the error does. */
export function reportedError(value: unknown, { now, seen = new Set() }: Reading, depth = 0): ReportedError {
  const { name, message, code } = errorRecord(value, now);
  const isCircular = typeof value === 'object' && value !== null && seen.has(value);
  seen.add(value);
  const { frames, omitted } = isCircular ? { frames: [], omitted: 0 } : framesOf(readProperty(value, 'stack'), readProperty(value, 'message'));
  const error: ReportedError = {
    name,
    message: isCircular ? '[circular]' : message,
    code: code === undefined ? undefined : String(code),
    members: isCircular || !isError(value) ? [] : membersOf(value),
    frames,
    omittedFrames: omitted,
  };
  return isCircular || depth >= MAX_DEPTH ? error : { ...error, ...behind(value, { now, seen }, depth + 1) };
}

function membersOf(value: object): readonly (readonly [string, string])[] {
  return entriesOf(value, MAX_MEMBERS)
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, member]) => [name, maskedValue(name, member, MAX_MEMBER_TEXT)]);
}

function behind(value: unknown, reading: Required<Reading>, depth: number): Partial<ReportedError> {
  if (!isError(value)) return {};
  const read = (error: unknown): ReportedError => reportedError(error, reading, depth);
  const suppressed = readProperty(value, 'suppressed');
  const cause = readProperty(value, 'cause');
  const errors = readProperty(value, 'errors');
  const members = isArray(errors) ? Array.from({ length: Math.min(errors.length, MAX_ERRORS) }, (_, index) => readProperty(errors, index)).filter(isError) : [];
  return {
    ...(cause !== undefined && cause !== null && { cause: read(cause) }),
    ...(suppressed !== undefined && { error: read(readProperty(value, 'error')), suppressed: read(suppressed) }),
    ...(members.length > 0 && { errors: members.map(read), omittedErrors: (errors as readonly unknown[]).length - members.length }),
  };
}

import { boundedText, jsonBytes } from '../../core/values/bounded-text.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { isArray, isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import { kindOf } from '../../core/values/kind-of.ts';
import type { MapLibraryValue } from '../../core/values/library-mapping.ts';
import { mapLibraryValue as byLibraries } from '../../libraries/map-library-value.ts';
import { appFolders } from '../frames/app-folders.ts';
import { framesOf } from '../frames/frames-of.ts';
import { templatePlace, withoutContext } from '../frames/template-place.ts';
import { classOf, membersOf } from './members.ts';
import type { ReportedError } from './reported-error.ts';

/** How deep causes are followed, and how many errors a report has in all. */
const MAX_DEPTH = 8;
const MAX_ERRORS = 32;

/** The bytes of one error in the report, by the bytes that are left. The first error gets the most. */
const ROOMY = { message: 12_288, members: 8_192, frames: 64, excerpts: 8 };
const NARROW = { message: 2_048, members: 1_024, frames: 8, excerpts: 1 };
const TINY = { message: 256, members: 0, frames: 2, excerpts: 0 };
const BYTES = 81_920;

interface Reading {
  readonly now: () => number;
  /** Recognises the errors of libraries whose messages quote submitted values. */
  readonly mapLibraryValue?: MapLibraryValue | undefined;
}

/** An error for the report: masked, bounded, with its frames and the errors inside it. It never throws, whatever the error does. */
export function reportedError(value: unknown, { now, mapLibraryValue = byLibraries }: Reading): ReportedError {
  return new ErrorReport(now, mapLibraryValue).read(value, 0, []);
}

class ErrorReport {
  readonly #now: () => number;
  readonly #mapLibraryValue: MapLibraryValue;
  readonly #seen = new Set<unknown>();
  #errors = MAX_ERRORS;
  #bytes = BYTES;

  constructor(now: () => number, mapLibraryValue: MapLibraryValue) {
    this.#now = now;
    this.#mapLibraryValue = mapLibraryValue;
  }

  /** `outer` has the lines of the stack of the error around this one. */
  read(value: unknown, depth: number, outer: readonly string[]): ReportedError {
    this.#errors--;
    if (typeof value === 'object' && value !== null) {
      if (this.#seen.has(value)) return { name: 'Error', message: '[circular]', code: undefined, members: [], frames: [], omittedFrames: 0 };
      this.#seen.add(value);
    }
    const most = this.#bytes > BYTES / 2 ? ROOMY : this.#bytes > 0 ? NARROW : TINY;
    const { name, message, code } = errorRecord(value, this.#now, this.#mapLibraryValue);
    const read = isError(value) ? readProperty : readOwn;
    const said = read(value, 'message');
    const folders = appFolders();
    const template = templatePlace(value, said, folders);
    const { frames, omitted, shared, lines } = framesOf(read(value, 'stack'), said, { folders, outer, most: most.frames, excerpts: most.excerpts, template });
    const error: ReportedError = {
      name: nameOf(value, name),
      message: fitting(withoutContext(message, frames[0]?.kind === 'template' && frames[0].excerpt !== undefined), most.message),
      code: code === undefined ? undefined : String(code),
      members: this.#membersOf(value, most.members),
      frames,
      omittedFrames: omitted,
      ...(shared > 0 && { sharedFrames: shared }),
    };
    this.#bytes -= jsonBytes(JSON.stringify(error));
    return depth >= MAX_DEPTH ? error : { ...error, ...this.#behind(value, depth + 1, lines) };
  }

  #membersOf(value: unknown, bytes: number): ReportedError['members'] {
    if (typeof value !== 'object' || value === null || bytes === 0 || kindOf(value) === 'Response') return [];
    // The message of another object without a message is the object itself.
    if (!isError(value) && (isArray(value) || readOwn(value, 'message') === undefined)) return [];
    return membersOf(value, shownElsewhere(value), bytes, { now: this.#now, mapLibraryValue: this.#mapLibraryValue });
  }

  #behind(value: unknown, depth: number, outer: readonly string[]): Partial<ReportedError> {
    if (typeof value !== 'object' || value === null || (!isError(value) && readOwn(value, 'message') === undefined)) return {};
    const read = isError(value) ? readProperty : readOwn;
    const inner = (error: unknown): ReportedError | undefined => (this.#errors > 0 ? this.read(error, depth, outer) : undefined);
    const cause = read(value, 'cause');
    const suppressed = read(value, 'suppressed');
    const found = {
      cause: cause === undefined || cause === null ? undefined : inner(cause),
      ...(suppressed !== undefined && { error: inner(read(value, 'error')), suppressed: inner(suppressed) }),
    };
    return {
      ...(Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined)) as Partial<ReportedError>),
      ...this.#members(value, inner),
    };
  }

  /** The members of an AggregateError. The list `errors` of another error holds what its library made, so only its Errors are members. */
  #members(value: object, inner: (error: unknown) => ReportedError | undefined): Partial<ReportedError> {
    const list = readProperty(value, 'errors');
    if (!isArray(list)) return {};
    const isAggregate = isAggregateError(value);
    const errors: ReportedError[] = [];
    let count = 0;
    try {
      const { length } = list;
      for (let i = 0; i < length && i < 1_024; i++) {
        const member = readProperty(list, i);
        if (!isAggregate && !isError(member)) continue;
        count++;
        const error = errors.length < MAX_ERRORS / 2 ? inner(member) : undefined;
        if (error !== undefined) errors.push(error);
      }
      count += Math.max(0, length - 1_024);
    } catch {
      // The list throws while it is read. The members read so far stay.
    }
    return errors.length === 0 ? {} : { errors, omittedErrors: count - errors.length };
  }
}

/** The members that a report shows in another place. */
function shownElsewhere(value: object): ReadonlySet<string> {
  const names = ['name', 'message', 'stack', 'code', 'cause'];
  if (readProperty(value, 'suppressed') !== undefined) names.push('error', 'suppressed');
  const list = readProperty(value, 'errors');
  if (isArray(list) && (isAggregateError(value) || isError(readProperty(list, 0)))) names.push('errors');
  // Pug keeps the whole template, and its message without the place.
  if (typeof readProperty(value, 'code') === 'string' && String(readProperty(value, 'code')).startsWith('PUG:')) names.push('src', 'msg');
  return new Set(names);
}

function isAggregateError(value: object): boolean {
  return kindOf(value) === 'AggregateError' || readProperty(value, 'name') === 'AggregateError' || classOf(value) === 'AggregateError';
}

/** The name of the error. A class without a name of its own has the name of its parent, so the name of the class says more. */
function nameOf(value: unknown, name: string): string {
  return isError(value) && name === 'Error' ? (classOf(value) ?? name) : name;
}

/** The text, with at most this many bytes in a JSON document. */
function fitting(text: string, bytes: number): string {
  const short = boundedText(text, bytes);
  const needed = jsonBytes(short);
  return needed <= bytes ? short : boundedText(short, Math.floor((bytes * short.length) / needed));
}

import type { Exercise } from './exercise.ts';
import type { Place } from './finding.ts';

/** What a client received. */
export interface Answer {
  /** 0 if no status arrived. */
  readonly status: number;
  /** Each field line, with its name in lower case, in the order of arrival. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as text, cut after `MAX_BODY` characters. */
  readonly body: string;
  /** The bytes of the body as received, before the cut. */
  readonly bytes: number;
  readonly ended: 'complete' | 'cut' | 'timeout';
  /** Milliseconds until the end of the answer. */
  readonly duration: number;
}

/** The longest body that is kept, in characters. */
export const MAX_BODY = 1_000_000;

/** A log record that the app's logger got during an exercise. */
export interface Logged {
  readonly level: string;
  /** The record as JSON, as a logger writes it. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** What happened in the app's process during an exercise. */
export interface Trace {
  readonly logged: readonly Logged[];
  /** The views that were tried and found, in their order. The last one has rendered the page, if `error` is not set. */
  readonly views: readonly RenderedView[];
  /** The app's own response that ran. */
  readonly override?: PlayedOverride | undefined;
  /** The request reached the place where the response was to be played. Otherwise the app has answered before. */
  readonly isPlayed: boolean;
  /** The route of the app that the request would have called. The drill has answered in its place. */
  readonly route?: string | undefined;
  /** The line of the app that sent the answer: in its own response, or in middleware that answers in place of Halyard. */
  readonly sentAt?: Place | undefined;
}

/** A run of the app's own response. */
export interface PlayedOverride {
  readonly name: string;
  readonly file?: string | undefined;
  readonly duration: number;
  /** Where it failed, if it threw. */
  readonly error?: FailedPlace | undefined;
}

/** An error, and its place in a file of the app. */
export interface FailedPlace {
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** A view that was rendered during an exercise. */
export interface RenderedView {
  readonly name: string;
  readonly file?: string | undefined;
  readonly duration: number;
  /** Where it failed, if it threw. */
  readonly error?: FailedPlace | undefined;
}

/** An exercise, and all that is known of it afterwards. */
export interface Played {
  readonly exercise: Exercise;
  readonly answer: Answer;
  readonly trace: Trace;
}

const NONE: readonly string[] = [];
/** The fields by name, because a dozen checks read those of each answer. */
const fields = new WeakMap<Answer['headers'], ReadonlyMap<string, readonly string[]>>();

/** The values of a header field of an answer. */
export function fieldsOf({ headers }: Answer, name: string): readonly string[] {
  let known = fields.get(headers);
  if (known === undefined) {
    known = byName(headers);
    fields.set(headers, known);
  }
  return known.get(name) ?? NONE;
}

function byName(headers: Answer['headers']): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  return values;
}

/** The media type of an answer, in lower case and without parameters. */
export function typeOf(answer: Answer): string | undefined {
  return fieldsOf(answer, 'content-type')[0]?.split(';', 1)[0]?.trim().toLowerCase();
}

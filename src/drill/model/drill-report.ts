import type { Played } from './answer.ts';
import type { Finding } from './finding.ts';

/** A response of the app. */
export interface ResponseFacts {
  readonly name: string;
  readonly status: number;
  readonly title: string;
  /** `overridden`: the app's file replaces a built-in response. `own`: only the app has it. */
  readonly kind: 'built-in' | 'own' | 'overridden';
  /** The file of the app's own response, relative to the folder of the app. */
  readonly file?: string | undefined;
  /** The status of the app's function is not known before it runs. */
  readonly isOpaque: boolean;
}

/** What is known of the app before the exercises. */
export interface AppFacts {
  /** The entry as it was typed, or the address of the server. */
  readonly entry: string;
  /** The folder of the app. Places are relative to it. */
  readonly root: string;
  /** The name of the host: `Express`. */
  readonly host: string;
  readonly halyard: string;
  readonly mode: 'production' | 'development';
  readonly responses: readonly ResponseFacts[];
  /** The names of the formats. */
  readonly formats: readonly string[];
  /** The languages of the app, as tags. Empty, if it has none. */
  readonly languages: readonly string[];
  /** The views that Halyard may render, by name, with their file if it is known. */
  readonly views: readonly { readonly name: string; readonly file?: string | undefined }[];
  /** Path patterns of the app's GET routes, if the host lists them. */
  readonly routes: readonly string[] | undefined;
  /** Milliseconds that a view or an own response may take. */
  readonly deadline: number;
  /** The place of the call that mounts Halyard. */
  readonly mountedAt?: { readonly file: string; readonly line?: number | undefined } | undefined;
}

/** A part of the drill that could not run, and why. It is never counted as passed. */
export interface Skipped {
  readonly what: string;
  readonly why: string;
}

/** The answers of one response to one kind of client. */
export interface SummaryCell {
  readonly response: string;
  readonly client: string;
  readonly answers: number;
  /** The different findings that these answers show. */
  readonly findings: number;
}

/** The result of a drill. */
export interface DrillReport {
  readonly version: 1;
  readonly app: AppFacts;
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  readonly summary: readonly SummaryCell[];
  /** Each exercise with its answer. JSON output leaves out the bodies. */
  readonly played: readonly Played[];
  /** Milliseconds of the whole drill, with the start of the app. */
  readonly duration: number;
}

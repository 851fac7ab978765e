import type { Language, NewFile } from '../generate/response-file.ts';

/** What is known of the new app. */
export interface NewApp {
  /** The name of the app, and of its folder. */
  readonly name: string;
  readonly language: Language;
  /** Whether the Node that runs this command starts TypeScript itself (22.18 and newer). */
  readonly strips: boolean;
}

/** What the app of one host has beside the parts that every app shares. */
export interface HostTemplate {
  /** The name of the host for people. */
  readonly title: string;
  /** The languages that the app can have. The first one is the default. */
  readonly languages: readonly Language[];
  /** Why the other languages are missing. */
  readonly reason?: string;
  /** The packages of the app, and those of its types. Their releases are those that Halyard itself is tested with. */
  readonly dependencies: readonly string[];
  readonly types: readonly string[];
  /** How a handler calls a response. */
  readonly call: string;
  /** The file with the routes, and the file that Node starts, without their extension. */
  readonly routes: string;
  readonly entry: string;
  /** The files of the host. */
  files(app: NewApp): readonly NewFile[];
}

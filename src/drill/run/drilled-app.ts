import type { ChildFacts } from '../child/messages.ts';
import type { Trace } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding } from '../model/finding.ts';

/** An app that the drill sends requests to, in its own process or in this one. */
export interface DrilledApp {
  /** The address on this machine: `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** It was started by somebody else, and has no door. */
  readonly isRemote?: boolean;
  /** Whether the process of the app still runs. */
  readonly isRunning: boolean;
  /** The last lines that the app has written. */
  readonly output: string;
  /** Values that the process of the app has written, and that no finding has named yet. */
  outputLeaks?(known: readonly Finding[]): readonly Finding[];
  /** Makes exercises known, so that the app plays them. */
  add(exercises: readonly Exercise[]): Promise<void>;
  /** The facts of the app, after its first exercise. `undefined`: Halyard has received no request. */
  facts(): Promise<ChildFacts | undefined>;
  /** Goes on to the next server that the app has started. `false`: it has started no other one. */
  nextServer?(): Promise<boolean>;
  /** What has happened since the last call, by the id of the exercise. */
  traces(): Promise<Readonly<Record<number, Trace>>>;
  /** Ends what the drill has started. */
  stop(): Promise<void>;
}

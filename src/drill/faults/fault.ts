import type { Draft } from '../exercises/plan.ts';
import type { AppFacts } from '../model/drill-report.ts';
import type { EngineFacts } from '../model/engine-facts.ts';
import type { Exercise } from '../model/exercise.ts';

/** What is known of the app when its faults are played. */
export interface FaultApp {
  readonly facts: AppFacts;
  readonly engine: EngineFacts;
  /** The server ran before the drill, so nothing in its process can be made to fail. */
  readonly isRemote: boolean;
  /** A view has rendered an answer before. */
  readonly rendersViews: boolean;
}

/** What a client sends: the bytes of a connection, or a body in pieces. `abort` breaks the connection. */
export type Piece = string | Buffer | 'abort';

/** One request of a fault. */
export interface FaultDraft extends Draft {
  /** The bytes of the whole request, for one that no HTTP client sends. */
  readonly bytes?: (exercise: Exercise) => readonly Piece[];
  /** The body in pieces. The head is that of a normal request. */
  readonly pieces?: () => Iterable<Piece>;
  /** The client breaks the connection when the answer begins. */
  readonly leavesEarly?: boolean;
  /** Node refuses the request before the app has it. So it can call no route. */
  readonly isRefusedByNode?: boolean;
}

/** A fault of a client, of the app or of what it depends on. */
export interface Fault {
  /** The situation in the findings. */
  readonly name: string;
  readonly drafts: readonly FaultDraft[];
  /** Why it cannot be played on this app. `undefined`: it can. */
  readonly skips?: (app: FaultApp) => string | undefined;
  /** It changes the process for a moment, so no other exercise runs beside it. */
  readonly isAlone?: boolean;
}

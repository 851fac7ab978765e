import type { Canary } from '../model/canary.ts';
import type { AppFacts } from '../model/drill-report.ts';
import type { Call, ClientKind, Exercise } from '../model/exercise.ts';

/** A situation that the app describes itself: a file with `--situations`, or the option `situations`. */
export interface OwnSituation {
  /** The name in the findings: `signed in`. */
  readonly name: string;
  /** The header fields of each request: the cookie of a session, or a token. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the exercises of a run depend on. */
export interface Plan {
  readonly app: AppFacts;
  readonly canaries: readonly Canary[];
  readonly token: string;
  /** The responses can be played after the middleware of the app. Otherwise all are played before it. */
  readonly reachesEnd: boolean;
  /** Only these responses. */
  readonly only?: readonly string[] | undefined;
  /** The situations of the app's own file, such as a signed-in user. */
  readonly own?: readonly OwnSituation[] | undefined;
}

/** An exercise without what every exercise gets. */
export interface Draft {
  readonly situation: string;
  readonly client: ClientKind;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly call: Omit<Call, 'at'> & { readonly at?: Call['at'] };
  readonly expected: Exercise['expected'];
  readonly language?: string;
}

import type { Canary } from '../model/canary.ts';
import type { AppFacts } from '../model/drill-report.ts';
import type { FormatFacts } from '../model/engine-facts.ts';
import type { Call, ClientKind, Exercise } from '../model/exercise.ts';

type Fields = Readonly<Record<string, string>>;

/** A situation that the app describes itself: a file with `--situations`, or the option `situations`. */
export interface OwnSituation {
  /** The name in the findings: `signed in`. */
  readonly name: string;
  /** The header fields of each request, such as the cookie of a session. A function may sign in first, and gets the address of the running app. */
  readonly headers?: Readonly<Record<string, string>> | ((origin: string) => Fields | Promise<Fields>);
  /** What the client of a socket sends as `auth`, for a function of `io.use()`: `{ token: '…' }`. */
  readonly auth?: Readonly<Record<string, unknown>>;
  /** The arguments of the app's own responses, by name, as JSON: `{ berthTaken: ['P1', '2026-12-06'] }`. */
  readonly args?: Readonly<Record<string, readonly unknown[]>>;
}

/** A situation whose header fields are known. */
export type ReadySituation = Omit<OwnSituation, 'headers'> & { readonly headers: Fields };

/** What the exercises of a run depend on. */
export interface Plan {
  readonly app: AppFacts;
  readonly canaries: readonly Canary[];
  readonly token: string;
  /** The responses can be played after the middleware of the app. Otherwise all are played before it. */
  readonly reachesEnd: boolean;
  /** What the app sends besides the built-in formats. Each is played as a client of its own. */
  readonly sent?: FormatFacts | undefined;
  /** Only these responses. */
  readonly only?: readonly string[] | undefined;
  /** The situations of the app's own file, such as a signed-in user. */
  readonly own?: readonly ReadySituation[] | undefined;
}

/** An exercise without what every exercise gets. */
export interface Draft {
  readonly situation: string;
  readonly client: ClientKind;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default: a path that no app has a route for. */
  readonly path?: string;
  /** `undefined`: no response is called, because the request itself is the fault. */
  readonly call?: (Omit<Call, 'at'> & { readonly at?: Call['at'] }) | undefined;
  readonly expected: Exercise['expected'];
  readonly language?: string;
}

/** Where a canary was put: the value that must not leave the app from there. */
export type CanaryPlace = 'message' | 'stack' | 'cause' | 'config' | 'query' | 'cookie' | 'authorization' | 'body' | 'environment';

/** A value that no answer may contain. It consists of letters and digits, so that JSON, HTML and URLs leave it as it is. */
export interface Canary {
  readonly place: CanaryPlace;
  readonly value: string;
  /** The log may have it: the message, stack and cause of a failure are what a log is for. */
  readonly mayBeLogged: boolean;
}

const LOGGED: ReadonlySet<CanaryPlace> = new Set(['message', 'stack', 'cause']);
const PLACES: readonly CanaryPlace[] = ['message', 'stack', 'cause', 'config', 'query', 'cookie', 'authorization', 'body', 'environment'];

/** The canaries of one run. `key`: 16 random letters and digits. */
export function canariesOf(key: string): readonly Canary[] {
  return PLACES.map((place) => ({ place, value: `zq${place}${key}`, mayBeLogged: LOGGED.has(place) }));
}

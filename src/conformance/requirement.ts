import type { Target } from './target.ts';

/** One thing every host must do: a value, so that any suite can run it over any server, and list what it runs. */
export interface Requirement {
  /** Permanent, short, and unique. */
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD';
  /** Where it comes from: a section of an RFC or of another standard, a page of Sails, a page of our docs, or `ours`. */
  readonly source: string;
  /** What a client sees, in plain sentences of at most 25 words. `docs/requirements.md` lists them. */
  readonly sentence: string;
  /** The environment it is about. Default: both. */
  readonly environment?: 'development' | 'production';
  /** Needs a raw HTTP/1.1 connection. */
  readonly raw?: true;
  /** Only for hosts that keep flashes in a store (`true`), or in a sealed cookie (`false`). Default: both. */
  readonly store?: boolean;
  /** Throws when the host does not do it. */
  check(target: Target): Promise<void>;
}

type Check = Requirement['check'];
type More = Pick<Requirement, 'environment' | 'raw' | 'store'>;

/** `MUST`, in production unless it is said otherwise. */
export function must(id: string, source: string, sentence: string, check: Check, more: More = {}): Requirement {
  return { id, level: 'MUST', source, sentence, check, ...more };
}

export function should(id: string, source: string, sentence: string, check: Check, more: More = {}): Requirement {
  return { id, level: 'SHOULD', source, sentence, check, ...more };
}

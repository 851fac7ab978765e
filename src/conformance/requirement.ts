import type { Target } from './target.ts';

/** One requirement for every host. It is a value, so that any suite can run it over any server, and list what it runs. */
export interface Requirement {
  /** Permanent, short, and unique. */
  readonly id: string;
  /** The level of RFC 2119. */
  readonly level: 'MUST' | 'SHOULD';
  /** The origin of the requirement: a section of an RFC or of another standard, a page of Sails, a page of these docs, or `ours`. */
  readonly source: string;
  /** The behaviour that a client sees, in plain sentences of at most 25 words. `docs/requirements.md` lists them. */
  readonly sentence: string;
  /** The environment that it applies to. Default: both. */
  readonly environment?: 'development' | 'production';
  /** Needs a raw HTTP/1.1 connection. */
  readonly raw?: true;
  /** Applies only to hosts that keep flashes in a store (`true`), or in a sealed cookie (`false`). Default: both. */
  readonly store?: boolean;
  /** Throws if the host does not meet the requirement. */
  check(target: Target): Promise<void>;
}

type Check = Requirement['check'];
type More = Pick<Requirement, 'environment' | 'raw' | 'store'>;

/** Makes a `MUST` requirement, for both environments unless `more` names one. */
export function must(id: string, source: string, sentence: string, check: Check, more: More = {}): Requirement {
  return { id, level: 'MUST', source, sentence, check, ...more };
}

/** Makes a `SHOULD` requirement, for both environments unless `more` names one. */
export function should(id: string, source: string, sentence: string, check: Check, more: More = {}): Requirement {
  return { id, level: 'SHOULD', source, sentence, check, ...more };
}

import type { Logger } from './report/logger.ts';

/** What the core may not fetch for itself: the mode, a clock, randomness, a default log. The hosts' side fills it in. */
export interface Environment {
  readonly mode: 'development' | 'production';
  /** Where `mode` comes from, for the line that explains it: `NODE_ENV is not set`. */
  readonly modeReason: string;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Fills the array with random bytes. */
  random(bytes: Uint8Array): Uint8Array;
  readonly logger: Logger;
}

/** What stands in the place of a secret. */
export const MASKED = '[masked]';

/** A part of a text that is a secret, and what is written in its place. */
export interface Secret {
  readonly from: number;
  readonly to: number;
  readonly mask: string;
}

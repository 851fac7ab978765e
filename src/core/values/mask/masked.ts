/** The replacement for a secret. */
export const MASKED = '[masked]';

/** A secret in a text, from the index `from` to the index `to`, and the text that replaces it. */
export interface Secret {
  readonly from: number;
  readonly to: number;
  readonly mask: string;
}

/** How much of a value a JSON document may show. */
export interface JsonLimits {
  readonly depth: number;
  /** Members of one array or object. */
  readonly items: number;
  /** UTF-16 units of one text. */
  readonly text: number;
  /** Bytes of the whole document, about. */
  readonly bytes: number;
  /** Milliseconds for reading it; a getter may be slow. */
  readonly time: number;
}

/** A body that tells of a failure: short enough to be sent under any load, 16 KB at most. */
export const ERROR_LIMITS: JsonLimits = { depth: 8, items: 32, text: 8_192, bytes: 12_288, time: 250 };
/** An app's own data (`ok`, `created`): whatever JSON itself can carry, short of taking the process down. */
export const DATA_LIMITS: JsonLimits = { depth: 512, items: 1_000_000, text: 64_000_000, bytes: 64_000_000, time: 5_000 };

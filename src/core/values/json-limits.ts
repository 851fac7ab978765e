/** The limits for a value in a JSON document. */
export interface JsonLimits {
  /** Levels of lists and objects inside each other. */
  readonly depth: number;
  /** Members of one list or object. */
  readonly items: number;
  /** UTF-16 units of one text. */
  readonly text: number;
  /** Bytes of the whole document, approximately. */
  readonly bytes: number;
  /** Milliseconds for reading the value, because a getter may be slow. */
  readonly time: number;
}

/** The limits of an error body: at most 16 KB, so that it can be sent under any load. */
export const ERROR_LIMITS: JsonLimits = { depth: 8, items: 32, text: 8_192, bytes: 12_288, time: 250 };
/** The limits of an app's own data (`ok`, `created`). They only protect the process. */
export const DATA_LIMITS: JsonLimits = { depth: 512, items: 1_000_000, text: 64_000_000, bytes: 64_000_000, time: 5_000 };

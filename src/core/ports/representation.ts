/** The complete answer to a request (RFC 9110 §3.2). An adapter writes it to the reply unchanged. */
export interface Representation {
  /** The status code. */
  readonly status: number;
  /** The header fields, by their names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Names of header fields on the reply that must not be sent: a failed handler set them for its own body. */
  readonly removedHeaders: readonly string[];
  /** The body as text. It is empty for a response without content. */
  readonly body: string;
  /** The body as a value, for the acknowledgement of a socket event. */
  readonly value: unknown;
}

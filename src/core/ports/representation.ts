/** What goes to the client (RFC 9110 §3.2): an adapter only writes it down. */
export interface Representation {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Fields a failed handler left on the reply that must not go out with this one. */
  readonly drops: readonly string[];
  readonly body: string;
  /** The body before it became text: what a socket's ack carries. */
  readonly value: unknown;
}

/** The members of Node's reply and request that are used. */
interface NodePair {
  readonly incoming: { readonly socket?: { readonly destroyed?: boolean } | null | undefined };
  readonly outgoing: { readonly writableFinished?: boolean; readonly stream?: unknown };
}

/** Whether the whole answer was passed to the network. Node also calls an HTTP/1.1 reply finished if its connection was lost. */
export function isSent({ incoming, outgoing }: NodePair): boolean {
  return outgoing.writableFinished === true && ('stream' in outgoing || incoming.socket?.destroyed !== true);
}

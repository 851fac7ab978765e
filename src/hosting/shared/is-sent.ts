/** What is read of a reply and its request on a server of Node. */
interface NodePair {
  readonly incoming: { readonly socket?: { readonly destroyed?: boolean } | null | undefined };
  readonly outgoing: { readonly writableFinished?: boolean; readonly stream?: unknown };
}

/** The whole answer was passed to the network. Node calls an HTTP/1.1 reply finished also when its connection was lost. */
export function isSent({ incoming, outgoing }: NodePair): boolean {
  return outgoing.writableFinished === true && ('stream' in outgoing || incoming.socket?.destroyed !== true);
}

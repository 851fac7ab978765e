import { readRaw } from './guarded-read.ts';

/** The methods of streams, generators, Blobs, and the Request and Response of fetch. */
const METHODS: readonly PropertyKey[] = [Symbol.asyncIterator, 'pipe', 'arrayBuffer', 'throw'];

/** Whether this class instance is a source of data, such as a stream or a generator. Its members are not the data that the app means. Never throws. */
export function isStream(value: object): boolean {
  return METHODS.some((name) => typeof readRaw(value, name) === 'function');
}

/**
 * Ends a stream of Node that no code reads. Otherwise its file stays open, and its later error ends the process. A stream that can be written
 * may be the connection of a database or of this client, so it stays open. Never throws.
 */
export function endStream(stream: NodeStream): void {
  try {
    stream.on('error', () => {});
    // The message of a request has a socket, which must not be destroyed before the answer.
    if (!stream.write) stream[stream.socket ? 'resume' : 'destroy']();
  } catch {
    // Not a stream of Node.
  }
}

/** The members of a stream of Node that are used here. */
export interface NodeStream {
  readonly write?: unknown;
  readonly socket?: unknown;
  on(event: 'error', listener: () => void): unknown;
  resume(): unknown;
  destroy(): unknown;
}

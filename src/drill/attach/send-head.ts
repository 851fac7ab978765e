import { rawOf } from './raw-of.ts';

/** Sends the head and the first bytes of an answer, as a handler that streams does before it fails. */
export function sendHead(native: object): void {
  const raw = rawOf(native);
  raw?.writeHead(200, { 'content-type': 'text/plain' });
  raw?.write('The first part of a long answer.\n');
}

import type { Failure } from '../../core/report/report.ts';
import { maskText } from '../../core/values/mask.ts';
import { isLoopbackAddress } from './loopback.ts';

/** Reads the frames of the app in a stack, as lines: `at find (src/orders.ts:12:5)`. */
export type FrameReader = (stack: string, message: string) => readonly string[];

/** What a console shows of a failure beside its record. */
export interface FailureNotes {
  /** Where the developer can look at the failure: the address of its page, or a command. */
  readonly look: string;
  /** Reads frames with source maps. `undefined` until the code for it is loaded. */
  readonly frames: FrameReader | undefined;
}

const NOTES = new WeakMap<object, FailureNotes>();

/** Adds notes to the record of a failure. The record itself has only what every logger writes. */
export function noteFailure({ record, request }: Failure, frames: FrameReader | undefined): void {
  const address = record.method === 'GET' && request.transport === 'http' ? addressOf(request.socketOrigin, request.url) : undefined;
  NOTES.set(record, { look: address ?? `npx halyard show ${record.reference}`, frames });
}

/** The notes of a failure that happened in development. */
export function notesOf(record: object): FailureNotes | undefined {
  return NOTES.get(record);
}

/** The address of the page. `undefined` if it cannot be shown: a secret in it is masked, or the server has no address that a browser can open. */
function addressOf(origin: string | undefined, url: string): string | undefined {
  if (origin === undefined || !/^\/[\x21-\x7e]{0,511}$/.test(url) || maskText(url) !== url) return undefined;
  const { protocol, hostname, port } = new URL(origin);
  const host = isLoopbackAddress(hostname.replace(/^\[|\]$/g, '')) ? 'localhost' : hostname;
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}${url}`;
}

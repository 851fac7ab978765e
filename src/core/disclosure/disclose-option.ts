import type { IncomingRequest } from '../ports/request.ts';
import { quote } from '../values/quote.ts';

/** The option `disclose`. */
export type Disclose =
  | boolean
  | 'local'
  | 'proved'
  /** As `local`, and by way of these servers on this machine, by the host and port that the browser shows: `localhost:5173`. */
  | { readonly hosts: readonly string[] }
  /** As `proved`, with a key of your own, which survives a restart: at least 32 characters. `undefined`: a fresh one at each start. */
  | { readonly key: string | undefined }
  | ((request: IncomingRequest) => boolean);

export const EXPECTED_DISCLOSE =
  "true, false, 'local', 'proved', a function of the request, { hosts } with names of this machine such as ['localhost:5173'], or { key } with a text of 32 characters or more";

/** A name or address that is this machine's, and its port. Any other name can be pointed at this machine by its owner (DNS rebinding). */
const HOST_OF_THIS_MACHINE = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

export function isHostOfThisMachine(host: string): boolean {
  return HOST_OF_THIS_MACHINE.test(host);
}

export function isDisclose(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'function' || value === 'local' || value === 'proved') return true;
  if (typeof value !== 'object' || value === null) return false;
  const [[name, member] = [], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  if (name === 'key') return member === undefined || (typeof member === 'string' && member.length >= 32);
  return name === 'hosts' && Array.isArray(member) && member.length > 0 && member.every((host) => typeof host === 'string' && isHostOfThisMachine(host));
}

/** What was found there, for a message: the hosts as they are, and of a key that is too short no letter. */
export function describeDisclose(value: unknown): string {
  const { hosts, key } = (value ?? {}) as { readonly hosts?: unknown; readonly key?: unknown };
  if (Array.isArray(hosts)) return `{ hosts: [${hosts.slice(0, 8).map(quote).join(', ')}] }`;
  return typeof key === 'string' ? `{ key } with a text of ${key.length} characters` : quote(value);
}

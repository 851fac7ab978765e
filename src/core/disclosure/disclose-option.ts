import type { IncomingRequest } from '../ports/request.ts';
import { quote } from '../values/quote.ts';

/** The option `disclose`: which clients see errors in full. A function decides for each request. */
export type Disclose<Native = unknown> =
  | boolean
  | 'local'
  | 'proved'
  /** As `local`, and also through these servers on this machine. Each is the host and port in the browser's address bar: `localhost:5173`. */
  | { readonly hosts: readonly string[] }
  /** As `proved`, with your own key of at least 32 characters, so that a restart keeps the proof. `undefined` makes a new key at each start. */
  | { readonly key: string | undefined }
  | ((request: IncomingRequest<Native>) => boolean);

/** The valid values of the option, for an error message. */
export const EXPECTED_DISCLOSE =
  "true, false, 'local', 'proved', a function of the request, { hosts } with names of this machine such as ['localhost:5173'], or { key } with a text of 32 characters or more";

/** A name or address of this machine, with an optional port. The owner of any other name can point it at this machine (DNS rebinding). */
const HOST_OF_THIS_MACHINE = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether the host is a name or an address of this machine: `localhost:5173`. */
export function isHostOfThisMachine(host: string): boolean {
  return HOST_OF_THIS_MACHINE.test(host);
}

/** Whether the value is valid for the option `disclose`. */
export function isDisclose(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'function' || value === 'local' || value === 'proved') return true;
  if (typeof value !== 'object' || value === null) return false;
  const [[name, member] = [], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  if (name === 'key') return member === undefined || (typeof member === 'string' && member.length >= 32);
  return name === 'hosts' && Array.isArray(member) && member.length > 0 && member.every((host) => typeof host === 'string' && isHostOfThisMachine(host));
}

/** Describes an invalid value for an error message. It shows hosts, but only the length of a key. */
export function describeDisclose(value: unknown): string {
  const { hosts, key } = (value ?? {}) as { readonly hosts?: unknown; readonly key?: unknown };
  if (Array.isArray(hosts)) return `{ hosts: [${hosts.slice(0, 8).map(quote).join(', ')}] }`;
  return typeof key === 'string' ? `{ key } with a text of ${key.length} characters` : quote(value);
}

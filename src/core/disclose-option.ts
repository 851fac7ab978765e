import type { Environment, Proof } from './environment.ts';
import { ownMembers } from './guarded-read.ts';
import type { Options } from './options.ts';
import type { Logger } from './report/logger.ts';
import type { IncomingRequest } from './request.ts';

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

/** Who sees errors in full: whom the app says, or in development the developer, whom only the environment can tell. */
export function disclosing(
  options: Options,
  environment: Environment,
  logger: Logger | undefined,
): { readonly reveals: (request: IncomingRequest) => boolean; readonly proof: Proof | undefined } {
  const development = environment.mode === 'development';
  const { disclose = development && 'local' } = options;
  if (typeof disclose === 'boolean') return { reveals: () => disclose, proof: undefined };
  if (typeof disclose === 'function') return { reveals: (request) => isSaidSo(disclose, request), proof: undefined };
  const logTo = (target: Logger | undefined) => (line: string) => {
    try {
      target?.info({}, line);
    } catch {
      // A log that fails changes nothing.
    }
  };
  const nobody = { reveals: () => false, proof: undefined };
  const { hosts, ...rest } = (typeof disclose === 'object' ? ownMembers(disclose) : {}) as { hosts?: readonly string[]; key?: string };
  if (disclose === 'local' || (hosts !== undefined && development)) {
    const decidedBy = (['disclose', 'environment'] as const).find((name) => options[name] !== undefined);
    const reveals = environment.localClients?.(decidedBy, logTo(logger), hosts && [...hosts]);
    return reveals === undefined ? nobody : { reveals, proof: undefined };
  }
  if (!development) {
    logTo(logger)('halyard: the option `disclose` asks for a proof or for front-end hosts, which count in development only: in production no error is shown.');
    return nobody;
  }
  // Without its link nobody can prove anything: where the app has no log, the console has it.
  const proof = environment.provedClients?.(logTo(logger ?? environment.logger), rest.key);
  return proof === undefined ? nobody : { reveals: (request) => proof.reveals(request), proof };
}

/** One that throws has said no. */
function isSaidSo(disclose: (request: IncomingRequest) => boolean, request: IncomingRequest): boolean {
  try {
    return disclose(request) === true;
  } catch {
    return false;
  }
}

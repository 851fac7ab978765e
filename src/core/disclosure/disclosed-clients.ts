import { callHook, type HookFailed } from '../ports/app-hook.ts';
import type { Environment, Proof } from '../ports/environment.ts';
import type { Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { ownMembers } from '../values/guarded-read.ts';
import type { Disclose } from './disclose-option.ts';

/**
 * Decides which clients see errors in full: those that the option `disclose` allows. In development the default is the developer, whom only the
 * environment can recognize.
 */
export function disclosedClients(
  options: { readonly disclose: Disclose | undefined; readonly environment: Environment['mode'] | undefined },
  environment: Environment,
  logger: Logger | undefined,
  hookFailed: HookFailed,
): { readonly reveals: (request: IncomingRequest) => boolean; readonly proof: Proof | undefined } {
  const development = environment.mode === 'development';
  const { disclose = development && 'local' } = options;
  if (typeof disclose === 'boolean') return { reveals: () => disclose, proof: undefined };
  if (typeof disclose === 'function') return { reveals: (request) => callHook('disclose', () => disclose(request), hookFailed) === true, proof: undefined };
  const logTo = (target: Logger | undefined) => (line: string) => {
    try {
      target?.info({}, line);
    } catch {
      // A logger that fails changes nothing.
    }
  };
  const { hosts, ...rest } = (typeof disclose === 'object' ? ownMembers(disclose) : {}) as { hosts?: readonly string[]; key?: string };
  if (disclose === 'local' || (hosts !== undefined && development)) {
    const decidedBy = (['disclose', 'environment'] as const).find((name) => options[name] !== undefined);
    const reveals = environment.localClients?.(decidedBy, logTo(logger), hosts && [...hosts]);
    return { reveals: reveals ?? (() => false), proof: undefined };
  }
  if (!development) {
    logTo(logger)('halyard: proof and hosts of `disclose` count in development only. In production no error is shown in full.');
  }
  // Without the link, no browser can prove itself. If the app has no logger, the link goes to the console.
  const proof = development ? environment.provedClients?.(logTo(logger ?? environment.logger), rest.key) : undefined;
  return { reveals: (request) => proof?.isProved(request) === true, proof };
}

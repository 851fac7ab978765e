import type { Environment } from '../core/environment.ts';
import { notLocal } from './local-client.ts';

/** Who is the developer at this machine; and one log line for each reason why somebody sees errors in full, or does not. */
export function localClients(modeReason: string): NonNullable<Environment['localClients']> {
  return (decidedBy, log) => {
    const told = new Set<string>();
    const tell = (reason: string, line: string): void => {
      if (told.has(reason)) return;
      told.add(reason);
      log(line);
    };
    const because = decidedBy === undefined ? modeReason : `the option \`${decidedBy}\` says so`;
    const why = decidedBy === 'disclose' ? because : `${because}. In production set NODE_ENV=production`;
    return (request) => {
      const reason = notLocal(request);
      if (reason === undefined) tell('local', `halyard: errors are shown in full to clients on this machine, because ${why}.`);
      else tell(reason, `halyard: an error was answered as in production, because ${reason}. The option \`disclose\` changes that.`);
      return reason === undefined;
    };
  };
}

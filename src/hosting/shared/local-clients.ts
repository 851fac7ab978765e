import { isHostOfThisMachine } from '../../core/disclosure/disclose-option.ts';
import type { Environment } from '../../core/ports/environment.ts';
import { notLocal, type Refusal } from './local-client.ts';

/** How many front-end servers are named in the log. A client may invent any number of them. */
const MAX_FRONT_ENDS = 4;

/**
 * Recognizes the developer at this machine. It logs one line for each reason why errors are shown or hidden. `modeReason` is the reason for the mode:
 * `NODE_ENV is not set`.
 */
export function localClients(modeReason: string): NonNullable<Environment['localClients']> {
  return (decidedBy, log, frontEndHosts = []) => {
    const hosts = frontEndHosts.map((host) => host.toLowerCase());
    const logged = new Set<string>();
    const frontEnds = new Set<string>();
    const because = decidedBy === undefined ? modeReason : `the option \`${decidedBy}\` says so`;
    const why = decidedBy === 'disclose' ? because : `${because}. In production set NODE_ENV=production`;
    const refused = ({ reason, frontEnd }: Refusal): void => {
      const isNew = frontEnd !== undefined && isHostOfThisMachine(frontEnd) && frontEnds.size < MAX_FRONT_ENDS && !frontEnds.has(frontEnd);
      if (!isNew && logged.has(reason)) return;
      logged.add(reason);
      const hidden = `halyard: an error was answered as in production, because ${reason}`;
      if (isNew) {
        frontEnds.add(frontEnd);
        const named = [...hosts, frontEnd].map((host) => `'${host}'`).join(', ');
        log(`${hidden}. If ${frontEnd} is your own front-end server, set the option disclose: { hosts: [${named}] }.`);
      } else log(`${hidden}. The option \`disclose\` changes that.`);
    };
    return (request) => {
      const refusal = notLocal(request, hosts);
      if (refusal !== undefined) refused(refusal);
      else if (!logged.has('local')) {
        logged.add('local');
        log(`halyard: errors are shown in full to clients on this machine, because ${why}.`);
      }
      return refusal === undefined;
    };
  };
}

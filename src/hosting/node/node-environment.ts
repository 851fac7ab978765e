import { getRandomValues } from 'node:crypto';
// The global is a getter, which costs as much as reading the clock, so `performance` is imported.
import { performance } from 'node:perf_hooks';
import type { Environment } from '../../core/ports/environment.ts';
import { callSite } from '../shared/call-site.ts';
import { choosePage } from '../shared/choose-page.ts';
import { localClients } from '../shared/local-clients.ts';
import { type BaseOf, provedClients } from '../shared/proved-clients.ts';
import { RESERVED_NAMES } from '../shared/reserved-names.ts';
import { SECOND_ANSWER_CODES } from '../shared/second-answer-codes.ts';
import { consoleLogger } from './console-logger.ts';
import { keyedHash } from './keyed-hash.ts';

/** The environment of a Node process. NODE_ENV is read once, when an app mounts Halyard. The option `environment` decides how the log looks. */
export function nodeEnvironment(baseOf?: BaseOf, environment?: Environment['mode']): Environment {
  const { NODE_ENV } = process.env;
  const development = NODE_ENV === undefined || NODE_ENV === '' || NODE_ENV === 'development';
  const modeReason = NODE_ENV ? `NODE_ENV is ${JSON.stringify(NODE_ENV)}` : 'NODE_ENV is not set';
  const random = (bytes: Uint8Array): Uint8Array => getRandomValues(bytes);
  const mode = development ? 'development' : 'production';
  return {
    mode,
    modeReason,
    now: () => performance.now(),
    random,
    logger: consoleLogger((environment ?? mode) === 'development'),
    reservedNames: RESERVED_NAMES,
    secondAnswerCodes: SECOND_ANSWER_CODES,
    localClients: localClients(modeReason),
    provedClients: provedClients(random, keyedHash, baseOf),
    callSite,
    choosePage,
  };
}

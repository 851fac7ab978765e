import type { Environment } from '../../core/ports/environment.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { callSite } from '../shared/call-site.ts';
import { choosePage } from '../shared/choose-page.ts';
import { localClients } from '../shared/local-clients.ts';
import { logLine, plainLogger } from '../shared/log-line.ts';
import { type BaseOf, provedClients } from '../shared/proved-clients.ts';
import { RESERVED_NAMES } from '../shared/reserved-names.ts';
import { SECOND_ANSWER_CODES } from '../shared/second-answer-codes.ts';
import { writeForPeople } from '../shared/terminal-writer.ts';
import { keyedHash } from './keyed-hash.ts';

const clock = globalThis.performance;

/** Milliseconds of a monotonic clock. */
export function now(): number {
  return clock.now();
}

interface Process {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly release?: { readonly name?: string };
  readonly stderr?: { readonly isTTY?: boolean };
}

/** The environment of any web runtime. It is read once, when an app mounts Halyard. The option `environment` decides how the log looks. */
export function webEnvironment(baseOf?: BaseOf, environment?: Environment['mode']): Environment {
  const { process } = globalThis as { readonly process?: Process };
  const NODE_ENV = process?.env?.['NODE_ENV'];
  const [mode, modeReason] = modeOf(process, NODE_ENV);
  const random = (bytes: Uint8Array): Uint8Array => globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  return {
    mode,
    modeReason,
    now,
    random,
    logger: consoleLines(process?.env?.['HALYARD_LOG'], (environment ?? mode) === 'development' && process?.stderr?.isTTY),
    reservedNames: RESERVED_NAMES,
    secondAnswerCodes: SECOND_ANSWER_CODES,
    localClients: localClients(modeReason),
    provedClients: provedClients(random, keyedHash, baseOf),
    callSite,
    choosePage,
  };
}

/**
 * The mode, and the reason for it. On Node the default is the same as in the Node hosts. Other runtimes cannot tell a proxy's HTTP/1.0 from a
 * client's own request, or have no process. There, development needs NODE_ENV.
 */
function modeOf(process: Process | undefined, NODE_ENV: string | undefined): [Environment['mode'], string] {
  if (NODE_ENV !== undefined && NODE_ENV !== '') return [NODE_ENV === 'development' ? 'development' : 'production', `NODE_ENV is ${JSON.stringify(NODE_ENV)}`];
  const isNode = process?.release?.name === 'node' && !('Bun' in globalThis) && !('Deno' in globalThis);
  return [isNode ? 'development' : 'production', 'NODE_ENV is not set'];
}

/** Logs one line of JSON per record, or one block for people. Debug records need HALYARD_LOG=debug. */
function consoleLines(lowest: string | undefined, forPeople: boolean | undefined): Logger {
  const { console } = globalThis;
  return plainLogger(lowest, (level, record, message) => {
    if (forPeople === true) writeForPeople(level, record, message, (block) => console[level](block));
    else console[level](logLine(level, record, message, now));
  });
}

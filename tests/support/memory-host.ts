import { Responder } from '../../src/core/pipeline/responder.ts';
import type { Environment } from '../../src/core/ports/environment.ts';
import type { Host, Progress } from '../../src/core/ports/host.ts';
import type { Representation } from '../../src/core/ports/representation.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { settingsOf } from '../../src/core/settings/settings.ts';
import { callSite } from '../../src/hosting/shared/call-site.ts';

/** A reply of a host that keeps what is written to it. */
export interface Reply {
  progress: Progress;
  readonly written: Representation[];
  aborted: number;
}

type Line = { readonly level: string; readonly record: Record<string, unknown>; readonly message: string };
type Method = (this: Reply, ...args: readonly unknown[]) => unknown;

/** A responder on a host in memory, its response methods and its log. */
export function appWith(options: Options = {}, mode: Environment['mode'] = 'production', host: Partial<Host<Reply>> = {}) {
  const log: Line[] = [];
  const write =
    (level: string) =>
    (record: object, message: string): void => {
      log.push({ level, record: record as Line['record'], message });
    };
  const logger = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  const environment: Environment = { mode, modeReason: '', now: () => performance.now(), random: (bytes) => crypto.getRandomValues(bytes), logger, callSite };
  const memory: Host<Reply> = {
    name: 'memory',
    read: () =>
      ({
        method: 'GET',
        url: '/',
        httpVersion: '1.1',
        remoteAddress: '192.0.2.1',
        native: {},
        header: () => undefined,
        replyHeader: () => undefined,
      }) as unknown as IncomingRequest,
    progress: (reply) => reply.progress,
    write: (reply, representation) => {
      reply.written.push(representation);
      reply.progress = 'finished';
    },
    abort: (reply) => {
      reply.aborted++;
    },
    context: (reply) => ({ req: 'req', res: reply }),
    ...host,
  };
  const responder = new Responder(memory, settingsOf({ deadline: 30, ...options }, environment));
  return { log, responder, res: responder.methods<Reply>((reply) => reply) as Record<string, Method> };
}

export const newReply = (progress: Progress = 'open'): Reply => ({ progress, written: [], aborted: 0 });

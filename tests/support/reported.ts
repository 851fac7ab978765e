import { responseForError } from '../../src/core/error-mapping/response-for-error.ts';
import { Occurrence } from '../../src/core/pipeline/occurrence.ts';
import type { Environment } from '../../src/core/ports/environment.ts';
import type { Level, Logger } from '../../src/core/ports/logger.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import type { FailureRecord } from '../../src/core/report/report.ts';
import { safeOutcome } from '../../src/core/responses/define-response.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { settingsOf } from '../../src/core/settings/settings.ts';

export type Line = { readonly level: Level; readonly record: FailureRecord & Record<string, unknown>; readonly message: string };

/** A logger that keeps its lines. */
export function recorder(lines: Line[]): Logger {
  const write =
    (level: Level) =>
    (record: object, message: string): void => {
      lines.push({ level, record: record as Line['record'], message });
    };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

export function requestWith(about: Partial<IncomingRequest> = {}, fields: Readonly<Record<string, string>> = {}): IncomingRequest {
  const request = {
    transport: 'http',
    method: 'GET',
    url: '/berths/7?token=hunter2',
    httpVersion: '1.1',
    remoteAddress: '192.0.2.1',
    route: undefined,
    elapsed: undefined,
    native: undefined,
  };
  return { ...request, header: (name: string) => fields[name], replyHeader: () => undefined, ...about } as IncomingRequest;
}

/** Reports one failure, and returns the records of the log and the lines of the console. */
export function reported(
  error: unknown,
  options: Options = {},
  request = requestWith(),
  handled = true,
): { readonly log: readonly Line[]; readonly console: readonly Line[] } {
  const log: Line[] = [];
  const lines: Line[] = [];
  const environment: Environment = {
    mode: 'production',
    modeReason: '',
    now: () => performance.now(),
    random: (bytes) => crypto.getRandomValues(bytes),
    logger: recorder(lines),
  };
  const settings = settingsOf({ logger: recorder(log), ...options }, environment);
  const { entry, args } = responseForError(error, settings.mapping);
  new Occurrence(settings, request, safeOutcome(entry.definition, args), '7K3M-Q9TX').report({ handled });
  return { log, console: lines };
}

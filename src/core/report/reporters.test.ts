import { describe, expect, it } from 'vitest';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Environment } from '../ports/environment.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';
import type { FailureRecord } from './report.ts';

type Line = { readonly level: Level; readonly record: FailureRecord & Record<string, unknown>; readonly message: string };

function recorder(lines: Line[]): Logger {
  const write =
    (level: Level) =>
    (record: object, message: string): void => {
      lines.push({ level, record: record as Line['record'], message });
    };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

function requestWith(about: Partial<IncomingRequest> = {}, fields: Readonly<Record<string, string>> = {}): IncomingRequest {
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
function reported(
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
  new Occurrence(settings, request, safeOutcome(entry.definition, args), '7K3M-Q9TX').report(handled);
  return { log, console: lines };
}

describe('if the logger or a reporter fails', () => {
  const fail = (): never => {
    throw new Error('the disk is full\r\nforged');
  };
  const failing: Logger = { error: fail, warn: fail, info: fail, debug: fail };

  it('nothing is thrown, and the console has the loss on one line', () => {
    const { console: lines } = reported(new Error('m'), { logger: failing });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.message).toMatch(/^halyard: the logger or a reporter failed: Error: the disk is full\\u000d\\u000aforged$/);
    expect(lines[0]?.record).toEqual({ reference: '7K3M-Q9TX' });
  });

  it('a rejection is caught', async () => {
    const reject = async (): Promise<never> => fail();
    const { console: lines } = reported(new Error('m'), { logger: { error: reject, warn: reject, info: reject, debug: reject }, report: [reject] });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lines).toHaveLength(2);
  });

  it('a promise that never settles is not awaited', () => {
    let second = 0;
    reported(new Error('m'), { report: [() => new Promise(() => {}), () => second++] });
    expect(second).toBe(1);
  });

  it('a reporter that throws does not stop the others', () => {
    let others = 0;
    const { log, console: lines } = reported(new Error('m'), { report: [() => others++, fail, () => others++] });
    expect(others).toBe(2);
    expect(log).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('a logger that throws does not stop the reporters', () => {
    let calls = 0;
    reported(new Error('m'), { logger: failing, report: () => calls++ });
    expect(calls).toBe(1);
  });

  it('a thenable whose `then` throws when it is read is no promise', () => {
    expect(() => reported(new Error('m'), { report: () => Object.defineProperty({}, 'then', { get: fail }) })).not.toThrow();
  });
});

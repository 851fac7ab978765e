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
  const tell =
    (level: Level) =>
    (record: object, message: string): void => {
      lines.push({ level, record: record as Line['record'], message });
    };
  return { error: tell('error'), warn: tell('warn'), info: tell('info'), debug: tell('debug') };
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

/** What the log, the console behind it and the app's reporters hear of a failure. */
function heard(
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

describe('whatever the logger and the reporters do', () => {
  const fail = (): never => {
    throw new Error('the disk is full\r\nforged');
  };
  const failing: Logger = { error: fail, warn: fail, info: fail, debug: fail };

  it('nothing is thrown, and the loss is told on the console, on one line', () => {
    const { console: lines } = heard(new Error('m'), { logger: failing });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.message).toMatch(/^halyard: the logger or a reporter failed: Error: the disk is full\\u000d\\u000aforged$/);
    expect(lines[0]?.record).toEqual({ reference: '7K3M-Q9TX' });
  });

  it('a rejection is caught', async () => {
    const reject = async (): Promise<never> => fail();
    const { console: lines } = heard(new Error('m'), { logger: { error: reject, warn: reject, info: reject, debug: reject }, report: [reject] });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lines).toHaveLength(2);
  });

  it('nobody waits for a promise that never ends', () => {
    let second = 0;
    heard(new Error('m'), { report: [() => new Promise(() => {}), () => second++] });
    expect(second).toBe(1);
  });

  it('a reporter that throws does not keep the others from hearing', () => {
    let others = 0;
    const { log, console: lines } = heard(new Error('m'), { report: [() => others++, fail, () => others++] });
    expect(others).toBe(2);
    expect(log).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('a logger that throws does not keep the reporters from hearing', () => {
    let told = 0;
    heard(new Error('m'), { logger: failing, report: () => told++ });
    expect(told).toBe(1);
  });

  it('a thenable that throws when it is looked at is no promise', () => {
    expect(() => heard(new Error('m'), { report: () => Object.defineProperty({}, 'then', { get: fail }) })).not.toThrow();
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../core/report/report.ts';
import type { Options } from '../../core/settings/options.ts';
import { nodeSettings } from '../node/node-settings.ts';
import { failureLog, plannedReport } from './maintenance-log.ts';

const settingsOf = (options: Options = {}) => {
  const lines: string[] = [];
  const write = (_record: object, line: string): unknown => lines.push(line);
  const logger = { error: write, warn: write, info: write, debug: write };
  return { lines, settings: nodeSettings({ environment: 'production', logger, ...options }) };
};

describe('the log of planned outages', () => {
  it.each<[NonNullable<Options['levels']>, string | false]>([
    [{}, 'info'],
    [{ 503: 'error' }, 'info'],
    [{ '5xx': 'warn' }, 'info'],
    [{ 503: 'info' }, 'info'],
    [{ 503: 'debug' }, 'debug'],
    [{ 503: false }, false],
  ])('has the level of %j, but at most info: %s', (levels, expected) => {
    expect(plannedReport(settingsOf({ levels }).settings.report).level(503)).toBe(expected);
  });

  it('has the own level for an error on the way', () => {
    const { level } = plannedReport(settingsOf({ levels: { 503: 'debug' } }).settings.report);
    expect([level(503, new Error('x')), level(500, new Error('x'))]).toEqual(['debug', 'error']);
  });

  it('reports only errors', () => {
    const report = vi.fn();
    const { reporters } = plannedReport(settingsOf({ report }).settings.report);
    for (const err of [undefined, { name: 'Error' }]) for (const reporter of reporters) reporter({ record: { err } } as unknown as Failure);
    expect(report).toHaveBeenCalledTimes(1);
  });

  it('keeps the members of the option context', () => {
    const { context } = plannedReport(settingsOf({ context: () => ({ user: 7, maintenance: 'x' }) }).settings.report);
    expect(context?.({})).toEqual({ user: 7, maintenance: true });
  });
});

describe('the log of a failing source', () => {
  it('has at most one line in a minute', () => {
    const { lines, settings } = settingsOf();
    let now = 5_000;
    const failed = failureLog({ ...settings, report: { ...settings.report, now: () => now } });
    for (const [after, expected] of [
      [0, 1],
      [0, 1],
      [59_999, 1],
      [1, 2],
      [30_000, 2],
      [30_000, 3],
    ] as const) {
      now += after;
      failed(new Error('the flags are lost'));
      expect(lines).toHaveLength(expected);
    }
    expect(lines[0]).toBe('halyard: the option maintenance failed, so the app gets the request: the flags are lost');
  });

  it('never throws, whatever was thrown', () => {
    const failed = failureLog(settingsOf().settings);
    for (const thrown of [
      undefined,
      null,
      Object.create(null),
      new Proxy(
        {},
        {
          get: () => {
            throw new Error();
          },
        },
      ),
    ])
      expect(() => failed(thrown)).not.toThrow();
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readUntil } from './read-until.ts';

describe('--until', () => {
  beforeAll(() => vi.stubEnv('TZ', 'Europe/Paris'));
  afterAll(() => vi.unstubAllEnvs());
  /** 13:20:30 in Paris. */
  const NOW = new Date('2026-11-30T12:20:30Z');

  it.each([
    ['14:00', '2026-11-30T13:00:00.000Z'],
    ['9:05', '2026-12-01T08:05:00.000Z'],
    ['13:20', '2026-12-01T12:20:00.000Z'],
    ['13:21', '2026-11-30T12:21:00.000Z'],
    ['00:00', '2026-11-30T23:00:00.000Z'],
    ['14:00Z', '2026-11-30T14:00:00.000Z'],
    ['12:00z', '2026-12-01T12:00:00.000Z'],
    ['2026-11-30T14:00Z', '2026-11-30T14:00:00.000Z'],
    ['2026-11-30T14:00', '2026-11-30T13:00:00.000Z'],
    ['2026-11-30 14:00', '2026-11-30T13:00:00.000Z'],
    ['2026-12-24T18:30:15+05:30', '2026-12-24T13:00:15.000Z'],
    ['2028-02-29T10:00Z', '2028-02-29T10:00:00.000Z'],
  ])('reads %s as %s', (typed, iso) => {
    expect(readUntil(typed, NOW)).toEqual({ at: new Date(iso) });
  });

  it('keeps the local time over the end of summer time', () => {
    expect(readUntil('12:00', new Date('2026-10-24T12:00:00Z'))).toEqual({ at: new Date('2026-10-25T11:00:00Z') });
  });

  it.each([
    '24:00',
    '25:00',
    '14:60',
    '14',
    '1400',
    '2pm',
    'tomorrow',
    '2026-11-30',
    '2026-02-30T10:00Z',
    '2027-02-29T10:00',
    '2026-13-01T10:00',
    '2026-12-01T24:30',
    '-1:00',
    ' 14:00',
  ])('refuses %j, and says what is expected', (typed) => {
    expect(readUntil(typed, NOW)).toEqual({ problem: expect.stringMatching(/^--until is ".+"\. Expected a time such as 14:00 \(local\)/) });
  });

  it('refuses a date in the past', () => {
    expect(readUntil('2026-11-30T13:20', NOW)).toEqual({ problem: '--until is 2026-11-30T13:20, which is in the past.' });
  });
});

import { describe, expect, it } from 'vitest';
import { HALYARD_ERROR_CODES, HalyardError } from './errors.ts';

describe('HalyardError', () => {
  it('has a message with the code, the mistake, the found value, the expected value and the correction', () => {
    const cause = new Error('behind');
    const error = new HalyardError('E_ROOT', { found: '"/nowhere"', expected: 'a folder', todo: 'Make it.', cause });
    expect(error.message.split('\n').map((line) => line.trim())).toEqual([
      `E_ROOT: ${HALYARD_ERROR_CODES.E_ROOT} Found "/nowhere".`,
      'Expected a folder.',
      'Make it.',
    ]);
    expect(error).toMatchObject({ name: 'HalyardError', code: 'E_ROOT', cause });
  });

  it('has no cause if none is passed', () => {
    expect('cause' in new HalyardError('E_ROOT', { found: 'x' })).toBe(false);
  });

  it.each(Object.entries(HALYARD_ERROR_CODES))('%s is described in a sentence', (code, sentence) => {
    expect(code).toMatch(/^E_[A-Z]+(?:_[A-Z]+)*$/);
    expect(sentence).toMatch(/^\S.{10,}\.$/);
  });
});

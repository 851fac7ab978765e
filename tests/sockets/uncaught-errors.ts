import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** Fails a test of this file after which the process has an uncaught error. */
export function refuseUncaughtErrors(): void {
  const errors: unknown[] = [];
  const keep = (error: unknown): void => void errors.push(error);
  beforeAll(() => {
    process.on('uncaughtException', keep).on('unhandledRejection', keep);
  });
  afterAll(() => {
    process.off('uncaughtException', keep).off('unhandledRejection', keep);
  });
  afterEach(() => expect(errors.splice(0)).toEqual([]));
}

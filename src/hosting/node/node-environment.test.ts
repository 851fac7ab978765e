import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeEnvironment } from './node-environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('nodeEnvironment', () => {
  it.each<[string | undefined, string, string]>([
    [undefined, 'development', 'NODE_ENV is not set'],
    ['', 'development', 'NODE_ENV is not set'],
    ['development', 'development', 'NODE_ENV is "development"'],
    ['production', 'production', 'NODE_ENV is "production"'],
    ['test', 'production', 'NODE_ENV is "test"'],
    ['staging', 'production', 'NODE_ENV is "staging"'],
    ['Development', 'production', 'NODE_ENV is "Development"'],
    ['dev', 'production', 'NODE_ENV is "dev"'],
    [' development', 'production', 'NODE_ENV is " development"'],
  ])('reads NODE_ENV %j as %s', (value, mode, modeReason) => {
    vi.stubEnv('NODE_ENV', value);
    expect(nodeEnvironment()).toMatchObject({ mode, modeReason });
  });

  it('has a monotonic clock, and random bytes', () => {
    const { now, random } = nodeEnvironment();
    expect(now()).toBeLessThanOrEqual(now());
    expect(random(new Uint8Array(32))).not.toEqual(new Uint8Array(32));
  });
});

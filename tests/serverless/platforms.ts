import { beforeEach } from 'vitest';

const { ensurePlatform } = (await import(new URL('../../scripts/serverless-platforms.mjs', import.meta.url).href)) as {
  readonly ensurePlatform: (name: string) => string | undefined;
};

/** The folder of a platform's packages. Where they cannot be installed, the tests are skipped and the reason is reported. */
export function usePlatform(name: string): string | undefined {
  const folder = ensurePlatform(name);
  beforeEach((context) => context.skip(folder === undefined, `the packages of tests/serverless/platforms.json for ${name} could not be installed here`));
  return folder;
}

import type { IncomingMessage } from 'node:http';
import { describe, expectTypeOf, it } from 'vitest';
import { defineResponse } from '../responses/define-response.ts';
import type { Options } from './options.ts';

describe('Options', () => {
  it('accept pino, the console, responses and hooks', () => {
    ({ logger: console }) satisfies Options;
    ({ logger: false, disclose: ({ url }) => url.startsWith('/debug') }) satisfies Options;
    ({ context: (request: IncomingMessage) => ({ agent: request.headers['user-agent'] }) }) satisfies Options;
    ({
      responses: { gone: defineResponse({ status: 410, outcome: (since: number) => ({ detail: `since ${since}` }) }), lost(this: { res: object }) {} },
    }) satisfies Options;
    ({ report: [async ({ record, errors }) => void [record.reference, errors.length]] }) satisfies Options;
    ({ levels: { 404: 'info', '5xx': false } }) satisfies Options;
  });

  it('refuse invalid values', () => {
    // @ts-expect-error: two modes
    ({ environment: 'staging' }) satisfies Options;
    // @ts-expect-error: no such level
    ({ levels: { 404: 'loud' } }) satisfies Options;
    // @ts-expect-error: no such option
    ({ loger: console }) satisfies Options;
    // @ts-expect-error: an engine has render()
    ({ views: {} }) satisfies Options;
  });
});

describe('the options that are functions', () => {
  it('receive the request of the host', () => {
    const options: Options<{ readonly user: string }> = {
      context: ({ user }) => ({ user: expectTypeOf(user).toEqualTypeOf<string>() }),
      locals: async ({ user }) => ({ user: expectTypeOf(user).toEqualTypeOf<string>() }),
      disclose: ({ native }) => expectTypeOf(native.user).toEqualTypeOf<string>(),
    };
    // @ts-expect-error: the request has no such member
    const misspelt: Options<{ readonly user: string }> = { context: ({ usr }) => ({ usr }) };
    expectTypeOf<Options>().toExtend<typeof options>();
    expectTypeOf(misspelt).toEqualTypeOf<Options<{ readonly user: string }>>();
  });
});

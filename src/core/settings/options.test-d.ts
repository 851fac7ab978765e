import type { IncomingMessage } from 'node:http';
import { describe, it } from 'vitest';
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

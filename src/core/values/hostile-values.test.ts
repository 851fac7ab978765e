import { describe, expect, it } from 'vitest';
import { HOSTILE_VALUES } from '../../../tests/support/hostile-values.ts';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { FORMATS } from '../formats/index.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import { readCall } from '../pipeline/read-call.ts';
import type { Environment } from '../ports/environment.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { safeOutcome } from '../responses/define-response.ts';
import * as responses from '../responses/index.ts';
import { readIssues } from '../responses/issues/index.ts';
import type { ResponseError } from '../responses/response-error.ts';
import { settingsOf } from '../settings/settings.ts';
import { errorRecord } from './error-reading.ts';
import { ERROR_LIMITS } from './json-limits.ts';
import { jsonText } from './json-text.ts';
import { jsonValue } from './json-value.ts';
import { isPromiseLike } from './maybe-promise.ts';

const now = (): number => performance.now();

describe.each(HOSTILE_VALUES)('%s', (_, make) => {
  it('can be read by every reader, and becomes valid JSON', () => {
    const value = make();
    expect(() => JSON.stringify(jsonValue(value, { limits: ERROR_LIMITS, now, errors: true, mask: true }) ?? null)).not.toThrow();
    expect(() => JSON.parse(jsonText(value, now).text)).not.toThrow();
    expect(() => JSON.stringify(errorRecord(value, now))).not.toThrow();
    expect(() => readIssues(value)).not.toThrow();
    expect(() => isPromiseLike(value)).not.toThrow();
  });

  it('gets an answer in every format, in production and development', async () => {
    for (const mode of ['production', 'development'] as const) {
      for (const { name: format } of FORMATS) {
        const settings = settingsOf({ logger: false, format, disclose: mode === 'development' }, environmentOf(mode));
        const { entry, args } = responseForError(make(), settings.mapping);
        const { status, body, headers } = await new Occurrence(settings, request, safeOutcome(entry.definition, args)).represent();
        expect(status).toBe(format === 'events' ? 200 : 500);
        expect(Buffer.byteLength(body)).toBeGreaterThan(0);
        expect(headers['content-type']).toContain(FORMATS.find((one) => one.name === format)?.mediaType);
      }
    }
  });

  it('makes no response throw when it is an argument', async () => {
    const settings = settingsOf({ logger: false }, environmentOf('production'));
    for (const entry of settings.mapping.responses.byName.values()) {
      const call = readCall(settings.mapping, entry, [make(), make()], { caller: make as never, thrown: false });
      const { status, body } = await new Occurrence(settings, request, call.outcome).represent();
      expect(status).toBe(call.unawaited === undefined ? entry.definition.status : 500);
      if (status >= 400) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(16_384);
    }
  });

  it('can be an argument of every factory', () => {
    for (const factory of Object.values(responses)) expect((factory as (value: unknown) => ResponseError)(make()).status).toBe(factory.status);
  });
});

const request = {
  method: 'GET',
  url: '/',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  header: () => undefined,
  replyHeader: () => undefined,
} as unknown as IncomingRequest;

function environmentOf(mode: Environment['mode']): Environment {
  const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  return { mode, modeReason: 'it is set by the test', now, random: (bytes) => crypto.getRandomValues(bytes), logger };
}

import { beforeAll, describe, expect, it } from 'vitest';
import { installedWithModules, run } from './nest-installed.ts';

interface Seen {
  readonly status: number;
  readonly body: object;
  /** Each line of Nest's logger: context, level and text. */
  readonly log: readonly string[];
}

let folder: string;
beforeAll(() => {
  folder = installedWithModules('failures');
}, 300_000);

describe.each(['express', 'fastify'])('an app with @nestjs/terminus and nestjs-zod, on %s', (platform) => {
  let found: Readonly<Record<string, Seen>>;
  beforeAll(async () => {
    found = await run(folder, 'failures.mjs', platform);
  }, 60_000);

  it('answers a failed health check with its report, which Terminus has logged', () => {
    const [up, down] = [{ disk: { status: 'up' } }, { database: { status: 'down', message: 'ECONNREFUSED 10.0.0.5' } }];
    expect(found['/health']).toMatchObject({ status: 503, body: { status: 'error', info: up, error: down, details: { ...up, ...down } } });
    expect(found['/health']?.log).toEqual([expect.stringMatching(/ERROR Health Check has failed!/)]);
  });

  it('logs every other 503 once, and tells the client nothing', () => {
    expect(found['/stopping']).toMatchObject({ status: 503, body: { title: 'Service Unavailable', status: 503 } });
    expect(found['/stopping']?.log).toEqual(['Halyard ERROR GET /stopping 503 serviceUnavailable: The bank is closed.']);
  });

  it('answers an IntrinsicException with a 500, and has no record of it', () => {
    expect(found['/intrinsic']).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500 }, log: [] });
  });

  it('keeps an answer that is already sent, and logs the error once', () => {
    const [sent, later] = [found['/sent'], found['/sent-later']];
    expect([sent?.status, sent?.body, later?.status, later?.body]).toEqual([200, { sent: true }, 200, { sent: true }]);
    expect(sent?.log).toEqual(['Halyard ERROR GET /sent 500 serverError after the response had been sent: too late']);
    expect(later?.log).toEqual(['Halyard WARN GET /sent-later 409 conflict after the response had been sent']);
  });

  it('answers a ZodSerializationException with a 500, and the log has the fields and the rules', () => {
    expect(found['/serialized']).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500 } });
    expect(found['/serialized']?.log).toEqual([
      'Halyard ERROR GET /serialized 500 serverError: (values left out) #/amount invalid_type; #/owner/name too_small',
    ]);
  });

  it('answers a ZodValidationException with the fields and the rules, and logs them', () => {
    const errors = [
      { pointer: '#/amount', code: 'too_big' },
      { pointer: '#/owner/name', code: 'too_small' },
    ];
    expect(found['/payments']).toMatchObject({ status: 400, body: { title: 'Bad Request', detail: 'Validation failed', errors } });
    expect(found['/payments']?.log).toEqual(['Halyard LOG POST /payments 400 badRequest [#/amount too_big, #/owner/name too_small]']);
    expect(found['/search?page=S3CRET']).toMatchObject({ status: 400, body: { errors: [{ parameter: 'page', code: 'invalid_format' }] } });
    expect(found['/search?page=S3CRET']?.log).toEqual(['Halyard LOG GET /search 400 badRequest [query #/page invalid_format]']);
  });

  // FileInterceptor belongs to Express.
  const onExpress = platform === 'express' ? it : () => undefined;
  onExpress('answers an upload of another field with the field and the rule, although Nest 11 drops the error of multer', () => {
    const errors = [{ detail: 'Unexpected file field', pointer: '#/avatar', code: 'LIMIT_UNEXPECTED_FILE' }];
    expect(found['/upload']).toMatchObject({ status: 400, body: { title: 'Bad Request', errors } });
    expect(found['/upload']?.log).toEqual(['Halyard LOG POST /upload 400 badRequest [#/avatar LIMIT_UNEXPECTED_FILE]']);
  });

  it('says nothing of a value that was sent or returned', () => {
    expect(JSON.stringify(Object.values(found))).not.toContain('S3CRET');
  });
});

import { Readable } from 'node:stream';
import bodyParser from 'body-parser';
import coBody from 'co-body';
import { doubleCsrf } from 'csrf-csrf';
import multer from 'multer';
import { describe, expect, it } from 'vitest';
import { errorOf, thrown } from '../../../tests/support/answer-of.ts';
import { mapLibraryValue } from '../map-library-value.ts';

function request(body: string, type: string): Readable {
  const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) };
  return Object.assign(Readable.from([Buffer.from(body)]), { headers, method: 'POST' });
}

function run(middleware: unknown, incoming: Readable): Promise<unknown> {
  return new Promise((resolve) => (middleware as (...args: readonly unknown[]) => void)(incoming, {}, resolve));
}

describe('body-parser', () => {
  it('is answered with 400 for a body that is not JSON; neither the answer nor the log repeats the body', async () => {
    const error = await run(bodyParser.json({ strict: false }), request('hunter2', 'application/json'));
    expect((error as Error).message).toContain('hunter2');
    const { status, problem, everything } = await thrown(error);
    expect([status, problem['detail']]).toEqual([400, 'The request body could not be parsed.']);
    expect(everything).not.toContain('hunter2');
  });

  it('is answered with 413 for a body that is too large', async () => {
    expect((await thrown(await run(bodyParser.json({ limit: 3 }), request('"hunter2"', 'application/json')))).status).toBe(413);
  });

  it.each<[string, object]>([
    ['charset', { 'content-type': 'application/json; charset=hunter2' }],
    ['coding', { 'content-encoding': 'hunter2' }],
  ])('is answered with 415 for an unknown %s, which the answer does not repeat', async (_, headers) => {
    const incoming = request('{}', 'application/json');
    Object.assign((incoming as unknown as { headers: object }).headers, headers);
    const { status, problem, everything } = await thrown(await run(bodyParser.json(), incoming));
    expect([status, problem]).toEqual([415, { title: 'Unsupported Media Type', status: 415 }]);
    expect(everything.toLowerCase()).not.toContain('hunter2');
  });
});

describe('co-body, the parser behind Koa’s body parsers', () => {
  it('is answered with 400 for a body that is not JSON; neither the answer nor the log repeats the body', async () => {
    const { status, problem, everything } = await thrown(await errorOf(() => coBody.json(request('{"password":"hunter2', 'application/json') as never)));
    expect([status, problem['detail']]).toEqual([400, 'The request body could not be parsed.']);
    expect(everything).not.toContain('hunter2');
  });

  it('is answered with 413 for a body that is too large', async () => {
    expect((await thrown(await errorOf(() => coBody.json(request('{"a":"hunter2"}', 'application/json') as never, { limit: 3 })))).status).toBe(413);
  });
});

describe('multer', () => {
  const form = (fields: Readonly<Record<string, string>>): Readable => {
    const parts = Object.entries(fields).map(
      ([name, text]) => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="hunter2.txt"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`,
    );
    return request(`${parts.join('')}--b--\r\n`, 'multipart/form-data; boundary=b');
  };

  it('is answered with 413 for a file that is too large', async () => {
    const error = await run(multer({ limits: { fileSize: 3 } }).single('chart'), form({ chart: 'a large one' }));
    const { status, problem } = await thrown(error);
    expect([status, problem]).toEqual([
      413,
      {
        title: 'Content Too Large',
        status: 413,
        detail: 'File too large',
        code: 'LIMIT_FILE_SIZE',
        errors: [{ detail: 'File too large', pointer: '#/chart', code: 'LIMIT_FILE_SIZE' }],
      },
    ]);
  });

  it('is answered with 400 that names the field for a file in an unexpected field', async () => {
    const { status, problem, everything } = await thrown(await run(multer().single('chart'), form({ picture: 'x' })));
    expect([status, problem.errors]).toEqual([400, [{ detail: 'Unexpected file field', pointer: '#/picture', code: 'LIMIT_UNEXPECTED_FILE' }]]);
    expect(everything).not.toContain('hunter2');
  });
});

describe('csrf-csrf', () => {
  it('is answered with 403 and its code each time it throws its only error, and the form is sent again', async () => {
    const { doubleCsrfProtection } = doubleCsrf({ getSecret: () => 'harbour', getSessionIdentifier: () => '7' });
    const post = () => run(doubleCsrfProtection, Object.assign(request('', 'text/plain'), { cookies: {} }));
    expect(mapLibraryValue(await post())).toMatchObject({ resend: true });
    for (const error of [await post(), await post()]) {
      const { status, problem } = await thrown(error);
      expect([status, problem]).toEqual([
        403,
        { title: 'Forbidden', status: 403, detail: 'This form has expired. Please send it again.', code: 'EBADCSRFTOKEN' },
      ]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Format } from '../formats/format.ts';
import type { Environment } from '../ports/environment.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { type DefinedResponse, defineResponse, outcomeOf } from '../responses/define-response.ts';
import { methodNotAllowed, noContent, notFound, ok, serverError, tooManyRequests, unauthorized } from '../responses/index.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';
import { Occurrence } from './occurrence.ts';
import { plainTextAnswer } from './plain-text-answer.ts';

const HTML = 'text/html,*/*;q=0.8';
const lines: { readonly record: Record<string, unknown>; readonly message: string }[] = [];
const write = (record: object, message: string): void => {
  lines.push({ record: record as Record<string, unknown>, message });
};
const environment: Environment = {
  mode: 'production',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: write, warn: write, info: write, debug: write },
};

function requestFor(accept: string | undefined): IncomingRequest {
  return {
    method: 'GET',
    url: '/',
    httpVersion: '1.1',
    remoteAddress: '192.0.2.1',
    header: (name: string) => (name === 'accept' ? accept : undefined),
    replyHeader: () => undefined,
  } as unknown as IncomingRequest;
}

async function answer(outcome: Outcome, accept?: string, options: Options = {}): Promise<Representation & { readonly reference: string | undefined }> {
  lines.length = 0;
  const occurrence = new Occurrence(settingsOf(options, environment), requestFor(accept), outcome);
  const representation = await occurrence.represent();
  return { ...representation, reference: occurrence.reference };
}

const outcomeWith = (response: DefinedResponse<readonly never[]>, ...args: readonly unknown[]): Outcome => outcomeOf(response as never, args as never);
const failing: Format = {
  name: 'failing',
  mediaType: 'text/failing',
  render: () => {
    throw new Error('no pen');
  },
};

describe('an outcome, represented', () => {
  it.each([
    [undefined, 'application/problem+json'],
    ['application/json', 'application/json; charset=utf-8'],
    [HTML, 'text/html; charset=utf-8'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['image/png', 'application/problem+json'],
  ])('for Accept: %s is %s, with the same status', async (accept, type) => {
    const { status, headers, body } = await answer(outcomeWith(notFound as never), accept);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe(type);
    expect(body).not.toBe('');
  });

  it('has one reference, in body and field', async () => {
    for (const accept of [undefined, HTML, 'text/plain', 'text/markdown']) {
      const { headers, body, reference } = await answer(outcomeWith(serverError as never, 'm'), accept);
      expect(headers['error-reference']).toBe(reference);
      expect(body).toContain(reference);
    }
  });

  it('has no reference for a success', async () => {
    const { headers, reference, body } = await answer(outcomeWith(ok as never, { berth: 7 }));
    expect(reference).toBeUndefined();
    expect(headers).not.toHaveProperty('error-reference');
    expect(body).toBe('{"berth":7}');
  });

  it('is empty for a 204, in every format', async () => {
    for (const accept of [undefined, HTML]) {
      const { status, body, headers } = await answer(outcomeWith(noContent as never), accept);
      expect([status, body]).toEqual([204, '']);
      expect(headers).not.toHaveProperty('content-type');
    }
  });

  it('of a success uses the next format if the first one cannot represent it', async () => {
    expect((await answer(outcomeWith(ok as never, { berth: 7 }), 'text/html')).body).toBe('{"berth":7}');
    expect((await answer(outcomeWith(ok as never, 'high tide'), 'text/plain')).body).toBe('high tide');
  });

  it('has the header fields that its status requires', async () => {
    expect((await answer(outcomeWith(unauthorized as never))).headers['www-authenticate']).toBe('Bearer');
    expect((await answer(outcomeWith(unauthorized as never, { challenge: 'Digest' }))).headers['www-authenticate']).toBe('Digest');
    expect((await answer(outcomeWith(methodNotAllowed as never, { allow: [] }))).headers['allow']).toBe('');
    expect((await answer(outcomeWith(tooManyRequests as never, { retryAfter: 1.2 }))).headers['retry-after']).toBe('2');
  });

  it('has the format that the call or the app sets', async () => {
    expect((await answer(outcomeWith(notFound as never, 'm', { format: 'text' }), HTML)).headers['content-type']).toMatch(/^text\/plain/);
    expect((await answer(outcomeWith(notFound as never), HTML, { format: ({ url }) => (url === '/' ? 'json' : undefined) })).headers['content-type']).toMatch(
      /^application\/json/,
    );
  });

  it("has the app's own format if the client accepts it", async () => {
    const csv: Format = {
      name: 'csv',
      mediaType: 'text/csv',
      render: ({ status, title }) => ({ body: `${status},${title}`, contentType: 'text/csv', value: null }),
    };
    expect(await answer(outcomeWith(notFound as never), 'text/csv', { formats: [csv] })).toMatchObject({ body: '404,Not Found' });
    expect((await answer(outcomeWith(notFound as never), HTML, { formats: [csv] })).headers['content-type']).toMatch(/^text\/html/);
  });
});

describe('an outcome whose format fails', () => {
  it.each<[string, Format]>([
    ['throws', failing],
    [
      'rejects',
      {
        ...failing,
        render: async () => {
          throw new Error('no pen');
        },
      },
    ],
  ])('because it %s, is rendered in the next, and the reason is logged', async (_, format) => {
    const { status, headers, reference } = await answer(outcomeWith(notFound as never), 'text/failing, text/plain;q=0.5', { formats: [format] });
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.message).toMatch(/while answering 404 notFound: E_FORMAT/);
    expect(lines[0]?.record).toMatchObject({ reference, err: { cause: { message: 'no pen' } } });
  });

  it('is answered as plain text when no format is left', async () => {
    const outcome: Outcome = {
      ...outcomeWith(notFound as never),
      detail: {
        toString: () => {
          throw new Error('no');
        },
      } as never,
    };
    expect(await answer(outcome)).toMatchObject({ status: 404, body: '404 Not Found\n' });
  });

  it('is an answer that no cache keeps', () => {
    expect(plainTextAnswer({ status: 500, title: 'Internal Server Error' })).toMatchObject({
      status: 500,
      headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
      body: '500 Internal Server Error\n',
    });
  });

  it.each<[string, () => never]>([
    [
      'throws an Error',
      () => {
        throw new Error('the password is hunter2');
      },
    ],
    [
      'throws undefined',
      () => {
        throw undefined;
      },
    ],
  ])('because its own outcome() %s, has status and title only', async (_, outcome) => {
    const { safeOutcome } = await import('../responses/define-response.ts');
    const broken = defineResponse({ status: 409, outcome });
    const { status, body } = await answer(safeOutcome(broken as never, []));
    expect(status).toBe(409);
    expect(body).not.toContain('hunter2');
  });
});

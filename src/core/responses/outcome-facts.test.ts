import { describe, expect, it } from 'vitest';
import { halyard } from '../../adapters/fetch/fetch.ts';
import type { Options } from '../settings/options.ts';
import { defineResponse, outcomeOf } from './define-response.ts';
import type { InternalFacts } from './outcome.ts';

const boom = (): never => {
  throw new Error('no such plan: S3CRET');
};

/** Calls a response of the app with this outcome, and returns the status, the body and the log records. */
async function answerOf(outcome: () => unknown, status = 402, more: Options = {}) {
  const log: { level: string; line: string; err?: { code?: string; message: string; cause?: { message: string } } }[] = [];
  const at = (level: string) => (record: object, line: string) => void log.push({ level, line, ...record });
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const outOfPlan = defineResponse({ status, outcome: outcome as () => InternalFacts });
  const app = halyard({ environment: 'production', logger, responses: { outOfPlan: outOfPlan as never }, ...more });
  const handler = app.fetch((_request, reply) => (reply as unknown as { outOfPlan(): Response }).outOfPlan());
  const answer = await handler(new Request('https://shop.example/', { headers: { accept: 'application/json' } }));
  return { status: answer.status, body: await answer.text(), log };
}

describe("an app's outcome that is not valid", () => {
  const BAD: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['throws', boom, /the outcome of response "outOfPlan" throwing/],
    [
      'throws undefined',
      () => {
        throw undefined;
      },
      /throwing/,
    ],
    ['is undefined', () => undefined, /undefined as the outcome of response "outOfPlan"/],
    ['is null', () => null, /null as the outcome/],
    ['is a text', () => 'Not in your plan', /"Not in your plan" as the outcome/],
    ['is a list', () => [{ detail: 'x' }], /a list as the outcome/],
    ['is a number', () => 42, /42 as the outcome/],
    [
      'has a getter that throws',
      () => ({
        get detail() {
          return boom();
        },
      }),
      /throwing/,
    ],
    ['is a Proxy that throws', () => new Proxy({}, { ownKeys: boom }), /throwing/],
    ['has a detail that is a number', () => ({ detail: 42 }), /detail: 42 in the outcome of response "outOfPlan"/],
    ['has a detail that is an object', () => ({ detail: { S3CRET: 1 } }), /detail: an object/],
    ['has issues that are a text', () => ({ issues: 'Too long' }), /issues: "Too long"/],
    ['has issues that are no issues', () => ({ issues: ['Too long'] }), /issues: a list/],
    ['has an issue without a path', () => ({ issues: [{ message: 'Too long' }] }), /issues: a list/],
    ['has headers that are a text', () => ({ headers: 'retry-after: 1' }), /headers: "retry-after: 1"/],
    ['has headers that are a list', () => ({ headers: ['retry-after', '1'] }), /headers: a list/],
    ['has causes that are no list', () => ({ causes: new Error('x') }), /causes: an object/],
    ['has a code that is a number', () => ({ code: 7 }), /code: 7/],
    ['has a redirectTo that is an object', () => ({ redirectTo: new URL('https://shop.example') }), /redirectTo: an object/],
    ['has an expose that is a text', () => ({ expose: 'yes' }), /expose: "yes"/],
  ];

  it.each(BAD)('because it %s, is logged as an error with E_OUTCOME, and the client gets the status without a message', async (_how, outcome, found) => {
    for (const status of [402, 409, 503]) {
      const seen = await answerOf(outcome, status);
      expect(seen.status).toBe(status);
      expect(Object.keys(JSON.parse(seen.body)).sort()).toEqual(['reference', 'status', 'title']);
      expect(seen.body).not.toContain('S3CRET');
      expect(seen.log.map(({ level, err }) => [level, err?.code])).toEqual([['error', 'E_OUTCOME']]);
      expect(seen.log[0]?.err?.message).toMatch(found);
    }
  });

  it('keeps the thrown error as the cause', async () => {
    expect((await answerOf(boom)).log[0]?.err?.cause?.message).toContain('no such plan');
  });

  it('is logged as an error even if the status has no log record', async () => {
    expect((await answerOf(boom, 402, { levels: { '4xx': false } })).log.map(({ level }) => level)).toEqual(['error']);
  });

  it('is for a success still a success, and is logged as an error', async () => {
    const { status, log } = await answerOf(boom, 202);
    expect([status, log.map(({ level }) => level)]).toEqual([202, ['error']]);
  });
});

describe('the facts of an outcome', () => {
  it('may be null, as a database column without a value', async () => {
    expect((await answerOf(() => ({ detail: null, code: null, issues: null }))).log.map(({ level }) => level)).toEqual(['info']);
  });

  it('are all kept', () => {
    const facts: Required<InternalFacts> = {
      expose: false,
      detail: 'd',
      issues: [{ message: 'm', path: ['p'] }],
      libraryValue: 1,
      data: 2,
      argument: () => 3,
      dataIsBody: true,
      dataOfError: true,
      causes: [4],
      redirectTo: '/r',
      bag: 'b',
      flash: { info: ['f'] },
      resend: true,
      code: 'c',
      type: 'https://t.example',
      instance: '/orders/7',
      headers: { allow: 'GET' },
      format: 'json',
      view: 'v',
      concealAs: 'notFound',
    };
    expect(outcomeOf({ name: 'n', status: 409, title: 't', outcome: () => facts }, [])).toEqual({ ...facts, name: 'n', status: 409, title: 't' });
  });

  it('cannot change name, status and title', () => {
    const facts = { name: 'x', status: 200, title: 'x' } as InternalFacts;
    expect(outcomeOf({ name: 'n', status: 409, title: 't', outcome: () => facts }, [])).toMatchObject({ name: 'n', status: 409, title: 't', expose: true });
  });
});

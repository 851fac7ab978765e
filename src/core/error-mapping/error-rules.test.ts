import { describe, expect, it } from 'vitest';
import { appWith, newReply, type Reply } from '../../../tests/support/memory-host.ts';
import { badRequest, conflict, notFound, serverError } from '../responses/index.ts';
import { type ErrorRule, errorRule } from './error-rules.ts';

class ApiError extends Error {
  readonly statusCode: number = 404;
}
class QuotaError extends ApiError {}

type Rules = readonly ErrorRule[];

/** The status and the detail that a client in production gets for a thrown value, and the log. */
async function thrown(error: unknown, errors: Rules, options: object = {}) {
  const { log, responder } = appWith({ ...options, errors });
  const reply: Reply = newReply();
  await responder.fail(reply, error);
  await new Promise((resolve) => setTimeout(resolve));
  const [answer] = reply.written;
  const problem = JSON.parse(answer?.body ?? '{}');
  return {
    status: answer?.status,
    detail: problem.detail as string | undefined,
    problem,
    log: log.map(({ level, message }) => `${level}: ${message}`),
    records: log,
  };
}

describe('a rule of the option `errors`', () => {
  it.each<[string, unknown, Rules[number]]>([
    ['a class', new ApiError('No such order'), [ApiError, (error) => notFound(error.message)]],
    ['a class that the error extends', new QuotaError('No such order'), [ApiError, (error) => notFound(error.message)]],
    ['a function', { kind: 'missing' }, [(error) => (error as { kind?: string }).kind === 'missing', () => notFound('No such order')]],
    ['a code', Object.assign(new Error('m'), { code: 'E_MISSING' }), ['E_MISSING', () => notFound('No such order')]],
    [
      'a class, with the type of the error',
      new ApiError('No such order'),
      errorRule(ApiError, (error) => (error.statusCode === 404 ? notFound(error.message) : undefined)),
    ],
  ])('finds its errors by %s', async (_, error, rule) => {
    expect(await thrown(error, [rule])).toMatchObject({ status: 404, detail: 'No such order' });
  });

  it('is not used for other errors', async () => {
    expect(
      await thrown(new Error('m'), [
        [ApiError, () => notFound()],
        ['E_QUOTA', () => notFound()],
        [() => false, () => notFound()],
      ]),
    ).toMatchObject({ status: 500 });
  });

  it('counts more than the mapping of a library', async () => {
    const invalid = Object.assign(new Error('m'), { name: 'ZodError', issues: [{ message: 'Too short', path: ['name'], code: 'custom' }] });
    expect(await thrown(invalid, [[(error) => error === invalid, () => conflict('Taken')]])).toMatchObject({ status: 409, detail: 'Taken' });
  });

  it('does not change a thrown response', async () => {
    expect(await thrown(badRequest('Not like this'), [[Error, () => notFound()]])).toMatchObject({ status: 400, detail: 'Not like this' });
  });

  it('leaves the error to the next one if it returns undefined: the first match wins', async () => {
    const rules: Rules = [
      [QuotaError, () => undefined],
      [ApiError, () => conflict('second')],
      [Error, () => notFound('third')],
    ];
    expect(await thrown(new QuotaError('m'), rules)).toMatchObject({ status: 409, detail: 'second' });
  });

  it('may throw the response', async () => {
    const rule: Rules[number] = [
      ApiError,
      () => {
        throw notFound('No such order');
      },
    ];
    expect(await thrown(new ApiError('m'), [rule])).toMatchObject({ status: 404, detail: 'No such order' });
  });

  it('answers a form with issues, as the response does', async () => {
    const { problem } = await thrown(new ApiError('m'), [[ApiError, () => badRequest([{ message: 'Too long', path: ['name'] }])]]);
    expect(problem.errors).toEqual([{ detail: 'Too long', pointer: '#/name' }]);
  });
});

describe('the log of an error with a rule', () => {
  it('has the error itself, once', async () => {
    const { log, records } = await thrown(new ApiError('select * from orders'), [[ApiError, () => notFound('No such order')]], { levels: { 404: 'warn' } });
    expect(log).toEqual(['warn: GET / 404 notFound: select * from orders']);
    expect(records[0]?.record).toMatchObject({ err: { name: 'Error', message: 'select * from orders' } });
  });

  it('has the cause that the rule has chosen instead', async () => {
    const { log } = await thrown(new ApiError('m'), [[ApiError, () => notFound('No such order', { cause: new Error('the other') })]], {
      levels: { 404: 'warn' },
    });
    expect(log).toEqual(['warn: GET / 404 notFound: the other']);
  });

  it('has the error itself for a server error without arguments', async () => {
    const { log } = await thrown(new ApiError('select * from orders'), [[ApiError, () => serverError()]]);
    expect(log).toEqual(['error: GET / 500 serverError: select * from orders']);
  });
});

describe('a rule that fails', () => {
  const failing: readonly (readonly [string, Rules[number], RegExp])[] = [
    [
      'throws',
      [
        ApiError,
        () => {
          throw new Error('a bug');
        },
      ],
      /option errors\[0\] failed: .*a bug/,
    ],
    [
      'has a function that throws',
      [
        () => {
          throw new Error('a bug');
        },
        () => notFound(),
      ],
      /option errors\[0\] failed: .*a bug/,
    ],
    ['returns the definition and not the response', [ApiError, () => notFound as never], /E_ERROR_RULE/],
    ['returns an object', [ApiError, () => ({ status: 404 }) as never], /E_ERROR_RULE/],
    ['returns a promise', [ApiError, (async () => notFound()) as never], /E_PROMISE/],
    ['returns a promise that rejects', [ApiError, (() => Promise.reject(new Error('late'))) as never], /E_PROMISE/],
    ['has a function that returns a promise', [(async () => true) as never, () => notFound('never')], /E_PROMISE/],
  ];

  it.each(failing)('because it %s is logged, and the next one is tried', async (_, rule, line) => {
    const answer = await thrown(new ApiError('m'), [rule, [ApiError, () => conflict('Taken')]]);
    expect(answer).toMatchObject({ status: 409, detail: 'Taken' });
    expect(answer.log.some((text) => line.test(text))).toBe(true);
  });

  it('leaves the error to Halyard if it is the only one', async () => {
    expect(
      await thrown(new ApiError('m'), [
        [
          ApiError,
          () => {
            throw new Error('a bug');
          },
        ],
      ]),
    ).toMatchObject({ status: 500 });
  });
});

describe('the option `errors`', () => {
  it.each<[string, unknown]>([
    ['no list', { ApiError: () => notFound() }],
    ['a function', () => notFound()],
    ['a rule without a response', [[ApiError]]],
    ['a rule whose second part is a response', [[ApiError, notFound()]]],
    ['a rule with three parts', [[ApiError, QuotaError, () => notFound()]]],
    ['an empty code', [['', () => notFound()]]],
    ['a status in place of a code', [[404, () => notFound()]]],
    ['a class that does not extend Error', [[class Missing {}, () => notFound()]]],
    ['an instance in place of a class', [[new ApiError('m'), () => notFound()]]],
  ])('is refused at start if it is %s', (_, errors) => {
    expect(() => appWith({ errors: errors as never })).toThrow(/E_OPTION.*Found errors: .*a list of rules/s);
  });

  it('is refused if it has a hole', () => {
    const holes = [
      ['E_QUOTA', () => notFound()],
      ['E_PAID', () => notFound()],
    ];
    delete holes[0];
    expect(() => appWith({ errors: holes as never })).toThrow(/E_OPTION.*Found errors: /);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import ky from 'ky';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';

describe('lists in an error’s members', () => {
  const entries = [{ message: 'S3CRET', path: ['card'], code: 'custom' }];
  let url: string;
  const server = createServer((_req, res) =>
    res.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: entries, issues: entries })),
  );
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => void server.close());

  const own =
    (members: object): (() => Error) =>
    () =>
      Object.assign(new Error('S3CRET'), members);
  const makers: readonly (readonly [string, () => unknown])[] = [
    ['errors', own({ errors: entries })],
    ['issues', own({ issues: entries })],
    ['problems', own({ problems: ['S3CRET'] })],
    ['issues of a kind that zod has', own({ issues: [{ code: 'custom', path: ['card'], message: 'S3CRET' }] })],
    ['issues of a kind that valibot has', own({ issues: [{ kind: 'schema', type: 'string', message: 'S3CRET', path: [{ key: 'card' }] }] })],
    ['details of a kind that joi has', own({ details: [{ type: 'any.custom', path: ['card'], message: 'S3CRET', context: {} }] })],
    ['errors of a kind that ajv has', own({ errors: [{ instancePath: '/card', keyword: 'pattern', message: 'S3CRET' }] })],
    ['errors of a kind that express-validator has', own({ errors: [{ type: 'field', msg: 'S3CRET', location: 'body', path: 'card' }] })],
    ['an empty list of inner errors, under a validator’s name', own({ name: 'ValidationError', inner: [] })],
    ['members of an entry of zod', own({ code: 'custom', path: ['card'] })],
    ['members of an entry of joi', own({ type: 'any.custom', path: ['card'], context: {} })],
    ['members of an entry of ajv', own({ instancePath: '/card', keyword: 'pattern' })],
    ['members of an entry of express-validator', own({ type: 'field', msg: 'S3CRET', location: 'body', path: 'card' })],
    ['members of an entry of class-validator', own({ property: 'card', constraints: { rule: 'S3CRET' } })],
    ['errors under a validator’s name', own({ name: 'ValidationError', errors: entries })],
    ['errors behind it', () => new Error('S3CRET', { cause: own({ errors: entries })() })],
    ['the answer of a server, through axios', () => errorOf(() => axios.post(url))],
    [
      'the same, with the server’s lists put on it',
      async () => Object.assign((await errorOf(() => axios.post(url))) as Error, { errors: entries, issues: entries }),
    ],
    ['the answer of a server, through ky', async () => Object.assign((await errorOf(() => ky(url, { retry: 0 }))) as Error, { errors: entries })],
    [
      'what an instance of a class has',
      () =>
        new (class Answer {
          errors = entries;
          issues = entries;
        })(),
    ],
  ];

  it.each(makers)('are not read as issues: %s', async (_, make) => {
    const value = await make();
    const answers = [
      await answerOf((res) => res.badRequest(value as object)),
      await answerOf((res) => res.unprocessableContent(value as object)),
      await answerOf((res) => res.conflict(value as Error)),
      await answerOf((res) => res.badRequest([value as object])),
      await answerOf((res) => res.badRequest({ issues: [value] })),
      await answerOf((res) => res.badRequest({ details: [value], inner: [value], errors: [value] })),
      await thrown(value),
    ];
    // A value that is not an Error is data, and is shown as it is.
    expect(JSON.stringify(answers.map(({ problem }) => problem))).not.toContain('pointer');
    if (value instanceof Error) expect(JSON.stringify(answers.map(({ problem }) => problem))).not.toContain('S3CRET');
  });

  it('are read as issues if the app passes the list itself, or an object literal that holds it', async () => {
    const issue = { detail: 'Too short', pointer: '#/boat' };
    for (const value of [[{ message: 'Too short', path: ['boat'] }], { errors: [{ message: 'Too short', path: ['boat'] }] }, { boat: 'Too short' }])
      expect((await passed(value)).problem.errors).toEqual([issue]);
  });
});

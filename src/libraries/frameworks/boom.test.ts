import Boom from '@hapi/boom';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { thrown } from '../../../tests/support/answer-of.ts';

describe('the error of a validator that Boom has wrapped', () => {
  const invalid = () => z.object({ boat: z.string() }).safeParse({}).error as Error;

  it.each([
    [400, 'retry-after', '7'],
    [401, 'www-authenticate', 'Basic'],
    [429, 'retry-after', '7'],
    [503, 'retry-after', '7'],
  ])('keeps the header fields of its status: %i', async (statusCode, name, value) => {
    const error = Boom.boomify(invalid(), { statusCode });
    error.output.headers[name] = value;
    const answer = await thrown(error);
    expect([answer.status, answer.headers.get(name)]).toEqual([statusCode, value]);
  });

  it('has the issues of the validator below 500', async () => {
    const { problem } = await thrown(Boom.boomify(invalid(), { statusCode: 422 }));
    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '#/boat' }] });
  });
});

import { flashOf } from 'halyard/testing/vitest';
import { expect, it } from 'vitest';

it('the matchers are there', async () => {
  const response = { status: 409, headers: { 'content-type': 'application/problem+json' }, body: { title: 'Conflict', status: 409 } };
  expect(response).toBeProblem(409);
  expect(() => expect(response).toBeProblem(404)).toThrow('status: expected 404, received 409');
  await expect(Promise.resolve(response)).resolves.not.toHaveIssue('/boat');
  expect(flashOf(response).errors).toEqual([]);
});

import { flashOf } from 'halyard/testing/vitest';
import request from 'supertest';
import { expect, test as it } from 'vitest';

it('the types of the matchers', async () => {
  const response = await request('http://127.0.0.1:1').get('/orders/7');
  expect(response).toBeProblem({ status: 409, code: 'E_TAKEN', detail: expect.any(String) });
  expect(response).not.toHaveIssue(['boat', 'length'], { code: 'too_big' });
  await expect(fetch('http://127.0.0.1:1')).resolves.toRedirectBack('/signup');
  const checked: Promise<void> = expect(await fetch('http://127.0.0.1:1')).toBeProblem(409);
  await checked;
  const old: string | readonly string[] | undefined = flashOf(response).old['email'];
  // @ts-expect-error A place is no number.
  expect(response).toHaveIssue(7);
  // @ts-expect-error The name of a view is a text.
  expect(response).rendersPage(404);
  return void old;
});

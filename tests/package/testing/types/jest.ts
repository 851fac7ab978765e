import { flashOf, matchers } from 'halyard/testing';
import { assertProblem } from 'halyard/testing/jest';
import request from 'supertest';

expect.extend(matchers);

it('the types of the matchers', async () => {
  const response = await request('http://127.0.0.1:1').get('/orders/7');
  expect(response).toBeProblem({ status: 409, code: 'E_TAKEN' });
  expect(response).not.toHaveIssue('/boat/length', 'too_big');
  expect(response).toRedirectBack('/signup');
  expect(response).toLeakNothing(new Error('no'), 'secret');
  expect(response).rendersPage('404');
  await expect(fetch('http://127.0.0.1:1')).resolves.toBeProblem(409);
  const checked: Promise<void> = expect(await fetch('http://127.0.0.1:1')).toBeProblem(409);
  await checked;
  await assertProblem(response, { status: 409 });
  const texts: readonly string[] | undefined = flashOf(response).messages['success'];
  // @ts-expect-error A place is no number.
  expect(response).toHaveIssue(7);
  // @ts-expect-error The name of a view is a text.
  expect(response).rendersPage(404);
  // @ts-expect-error There is no such matcher.
  expect(response).toBeAProblem();
  return void texts;
});

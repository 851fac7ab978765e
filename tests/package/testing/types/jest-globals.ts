import { expect, test as it } from '@jest/globals';
import 'halyard/testing/jest';

it('the types of the matchers', async () => {
  await expect(fetch('http://127.0.0.1:1')).resolves.toBeProblem({ status: 409 });
  const checked: Promise<void> = expect(await fetch('http://127.0.0.1:1')).not.toHaveIssue('/boat/length', 'too_big');
  await checked;
  // @ts-expect-error The name of a view is a text.
  expect(await fetch('http://127.0.0.1:1')).rendersPage(404);
});

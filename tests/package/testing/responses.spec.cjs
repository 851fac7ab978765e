// This file passes in Vitest, in Jest and in node:test, unchanged. In node:test `expect` is that of the package `expect`.
const assert = require('node:assert/strict');
const testing = require('halyard/testing');
const { closeAll, HOSTS, StorageError, storageError } = require('./hosts.cjs');

const { afterAll = require('node:test').after, describe = require('node:test').describe, it = require('node:test').it } = globalThis;
const { expect = require('expect').expect } = globalThis;
expect.extend(testing.matchers);

const JSON_CLIENT = { accept: 'application/json' };
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const SIGN_UP = { method: 'POST', path: '/signup', headers: BROWSER, body: 'name=&email=ann%40example.com' };

afterAll(closeAll);

for (const [host, start] of Object.entries(HOSTS)) {
  describe(host, () => {
    const started = start();
    const ask = async (request) => (await started)({ method: 'GET', headers: JSON_CLIENT, ...request });

    it('toBeProblem', async () => {
      const response = await ask({ path: '/taken' });
      await expect(response).toBeProblem({ status: 409, code: 'E_TAKEN', detail: /taken/, title: expect.any(String) });
      await expect(response).toBeProblem(409);
      await expect(response).toBeProblem();
      await expect(response).not.toBeProblem({ status: 404 });
      await expect(response).not.toBeProblem({ code: 'E_FREE' });
      await testing.assertProblem(response, { status: 409, code: 'E_TAKEN' });
      await expect((async () => testing.assertProblem(response, { code: 'E_FREE' }))()).rejects.toThrow('code: expected "E_FREE", received "E_TAKEN"');
    });

    it('toHaveIssue', async () => {
      const response = await ask({ method: 'POST', path: '/boats' });
      await expect(response).toHaveIssue('/boat/length', 'too_big');
      await expect(response).toHaveIssue(['boat', 'length'], { detail: /12 m/ });
      await expect(response).toHaveIssue('#/boat/length');
      await expect(response).not.toHaveIssue('/boat/length', 'too_small');
      await expect(response).not.toHaveIssue('/boat/name');
      await testing.assertIssue(response, '/boat/length', 'too_big');
    });

    it('toRedirectBack and flashOf', async () => {
      const response = await ask(SIGN_UP);
      await expect(response).toRedirectBack('/signup');
      await expect(response).toRedirectBack();
      await expect(response).not.toRedirectBack('/login');
      await expect(response).toHaveIssue('/name');
      await testing.assertRedirectBack(response, '/signup');
      const { errors, old, messages } = testing.flashOf(response);
      assert.deepEqual(errors, [{ detail: 'Enter your name.', pointer: '#/name' }]);
      assert.deepEqual(messages, {});
      assert.equal(old.email, 'ann@example.com');
      assert.deepEqual(await testing.unsealFlash(response, 'a secret of 32 characters at least'), testing.flashOf(response));
      const other = await ask({ path: '/taken' });
      assert.deepEqual(testing.flashOf(other), { messages: {}, errors: [], old: {} });
      await expect(other).not.toRedirectBack();
    });

    it('toLeakNothing, and what was logged', async () => {
      testing.clearRecords();
      const response = await ask({ path: '/broken' });
      await expect(response).toBeProblem(500);
      await expect(response).toLeakNothing(storageError, 'hunter2');
      await testing.assertLeaksNothing(response, storageError);
      await testing.assertLeaksNothing(await ask({ path: '/broken', headers: { accept: 'text/html' } }), storageError);
      assert.equal(testing.records().length, 2);
      assert.equal(testing.expectReported(storageError).errors[0], storageError);
      assert.equal(testing.expectReported(StorageError).level, 'error');
      assert.equal(testing.expectReported('db-7.internal').record.status, 500);
      assert.equal(testing.expectReported(/hunter2/).record.path, '/broken');
      assert.match(testing.expectReported(storageError).message, /GET \/broken 500/);
      assert.throws(() => testing.expectReported('a lost anchor'), /GET \/broken 500/);
      assert.throws(() => testing.expectNothingReported(), /GET \/broken 500/);
      testing.clearRecords();
      testing.expectNothingReported();
    });

    it('rendersPage', async () => {
      const response = await ask({ path: '/missing', headers: { accept: 'text/html' } });
      await expect(response).rendersPage('404');
      await testing.assertRendersPage(response, '404');
      await expect(response).not.rendersPage('500');
      await expect(await ask({ path: '/broken', headers: { accept: 'text/html' } })).not.rendersPage('404');
      await expect(await ask({ path: '/missing' })).not.rendersPage('404');
    });

    it('leaves the body of the response to the test', async () => {
      const response = await ask({ path: '/taken' });
      await expect(response).toBeProblem(409);
      const body = typeof response.json === 'function' ? await response.json() : (response.body ?? JSON.parse(response.payload));
      assert.equal(body.status, 409);
      // A matcher after that has the text that was read before.
      await expect(response).toBeProblem({ code: 'E_TAKEN' });
    });
  });
}

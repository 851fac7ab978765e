import assert from 'node:assert/strict';
import { SECRET } from '../hostile-values.ts';
import { QUOTING, TYPED } from '../quoting-errors.ts';
import { must, type Requirement } from '../requirement.ts';
import { WRAPPED } from '../wrapped-errors.ts';
import { API, BROWSER, callResponse, hasNoSecret, isProblem } from './expect.ts';

const FORMATS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  JSON: API,
  'a page': BROWSER,
  text: { accept: 'text/plain' },
  Markdown: { accept: 'text/markdown' },
};

/** Requirements for the text that a client may see. */
export const disclosure: readonly Requirement[] = [
  ...Object.entries(FORMATS).map(([format, headers], index) =>
    must(
      `production-hides-${index}`,
      'Sails 1, res.serverError(); docs/disclosure.md',
      `In production, a response shows nothing of an error (${format}).`,
      async (target) => {
        for (const path of ['/hostile?value=error', '/hostile?value=error&how=throw', '/hostile?value=string&how=serverError']) {
          const reply = await target.ask(path, { headers });
          assert.equal(reply.status, 500);
          hasNoSecret(reply);
          assert.ok(!/\bError\b/.test(reply.body.replaceAll(/Internal Server Error/g, '')), 'the body names the class of the error');
        }
      },
      { environment: 'production' },
    ),
  ),
  ...Object.entries(FORMATS).map(([format, headers], index) =>
    must(
      `development-shows-${index}`,
      'Sails 0.9, Default responses; docs/disclosure.md',
      `In development, a client on this machine sees the error (${format}).`,
      async (target) => {
        const reply = await target.ask('/hostile?value=string', { headers });
        assert.equal(reply.status, 500);
        assert.ok(reply.body.includes(SECRET));
      },
      { environment: 'development' },
    ),
  ),
  must(
    'development-errors',
    'Sails 0.9, Default responses',
    'In development, the response lists the errors, each with name, message and stack.',
    async (target) => {
      const problem = isProblem(await target.ask('/hostile?value=frozen-error', { headers: API }), 500);
      const [error] = problem['errors'] as readonly Record<string, unknown>[];
      assert.equal(error?.['name'], 'Error');
      assert.equal(error?.['message'], SECRET);
      assert.match(String((error?.['stack'] as readonly string[] | undefined)?.[0]), /^at /);
    },
    { environment: 'development' },
  ),
  must(
    'not-found-silent',
    'docs/security.md',
    'In production, a 404 repeats no part of the URL.',
    async (target) => {
      for (const headers of [API, BROWSER]) {
        const reply = await target.ask('/mark-of-the-path/%3Csvg%20onload=alert(1)%3E?mark-of-the-query', { headers });
        assert.equal(reply.status, 404);
        assert.ok(!/mark-of-the|<svg/.test(reply.body));
      }
    },
    { environment: 'production' },
  ),
  must(
    'conceal',
    'RFC 9110, 15.5.4',
    'In production, a client cannot distinguish `forbidden(message, { conceal: true })` from `notFound()`.',
    async (target) => {
      for (const headers of [API, BROWSER, { accept: 'text/plain' }]) {
        const hidden = await callResponse(target, 'forbidden', ['Only the owner may', { conceal: true }], { headers });
        const missing = await callResponse(target, 'notFound', [], { headers });
        const anonymous = (text: string): string => text.replaceAll(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g, 'REF').replaceAll(/date\n.*/gi, '');
        assert.equal(anonymous(hidden.body), anonymous(missing.body));
        assert.equal(anonymous(hidden.head), anonymous(missing.head));
      }
    },
    { environment: 'production' },
  ),
  must('masked', 'docs/security.md', 'Halyard masks credentials in the message of an error, both in the log and in development.', async (target) => {
    const reply = await target.ask('/hostile?value=error', { headers: API });
    assert.ok(!reply.body.includes(`:${SECRET}@`));
    const [record] = await target.records(String(reply.json()['reference']));
    assert.ok(!JSON.stringify(record).includes(`:${SECRET}@`));
  }),
  must('exposed-message', 'docs/disclosure.md', 'A response shows the message of an error that is marked as public.', async (target) => {
    assert.equal(isProblem(await target.ask('/hostile?value=http-error-404&how=throw', { headers: API }), 404)['detail'], 'No such berth');
  }),
  ...Object.entries(FORMATS).map(([format, headers], index) =>
    must(
      `wrapped-hides-${index}`,
      'docs/disclosure.md',
      `In production, a response shows nothing of a wrapped error or of an unknown error's lists (${format}).`,
      async (target) => {
        for (const name of Object.keys(WRAPPED)) {
          for (const how of ['throw', 'badRequest', 'unprocessableContent', 'conflict', 'forbidden']) {
            const reply = await target.ask(`/hostile?value=${name}&how=${how}`, { headers });
            assert.ok(reply.status >= 400, `${name}, ${how}: ${reply.status}`);
            hasNoSecret(reply);
            assert.ok(!/l1sted/.test(reply.body), `${name}, ${how}: the body has issues`);
          }
        }
      },
      { environment: 'production' },
    ),
  ),
  ...Object.entries(FORMATS).map(([format, headers], index) =>
    must(
      `quotes-hidden-${index}`,
      'docs/validation.md',
      `A submitted value that a validator quotes is neither in the response nor in the log (${format}).`,
      async (target) => {
        for (const name of Object.keys(QUOTING)) {
          for (const how of ['throw', 'badRequest', 'unprocessableContent', 'conflict', 'serverError']) {
            const reply = await target.ask(`/hostile?value=quoting-${name}&how=${how}`, { headers });
            assert.ok(reply.status >= 400, `${name}, ${how}: ${reply.status}`);
            assert.ok(!`${JSON.stringify(reply.headers)}${reply.body}`.includes(TYPED), `${name}, ${how}: the answer repeats it`);
            const records = await target.records(String(reply.headers['error-reference']));
            assert.ok(records.length > 0);
            assert.ok(!JSON.stringify(records).includes(TYPED), `${name}, ${how}: the log repeats it`);
          }
        }
      },
    ),
  ),
  must(
    'data-of-5xx',
    'Sails 1, res.serverError()',
    'In production, neither the JSON nor the page of a 500 has the data.',
    async (target) => {
      for (const headers of [API, BROWSER]) {
        const reply = await callResponse(target, 'serverError', [{ leaked: SECRET }], { headers });
        assert.equal(reply.status, 500);
        hasNoSecret(reply);
      }
    },
    { environment: 'production' },
  ),
];

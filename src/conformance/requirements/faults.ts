import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { API, BROWSER, callResponse, hasNoSecret, isPage, isProblem } from './expect.ts';

const VIEW_FAULTS = ['view-missing', 'view-throws', 'view-rejects', 'view-hangs', 'view-huge', 'view-nontext'];
const OVERRIDE_FAULTS = ['override-throws', 'override-rejects', 'override-hangs', 'override-recurses'];
const LOGGER_FAULTS = ['logger-throws', 'logger-rejects', 'logger-hangs', 'logger-missing', 'reporter-throws'];

/** Checks a fault: the answer has the status and the client's own format, and discloses nothing. In development it says why a view or an override failed. */
async function isAnsweredDespite(target: Target, fault: string, response: string, status: number): Promise<void> {
  const ask = (headers: Readonly<Record<string, string>>) => callResponse(target, response, [], { headers, timeout: 12_000 }, fault);
  const [page, problem] = await Promise.all([ask(BROWSER), ask(API)]);
  isPage(page, status);
  isProblem(problem, status);
  const isExplained = target.environment === 'development' && /^(?:view|override)-/.test(fault);
  if (!isExplained) hasNoSecret(page);
  if (!isExplained || fault.startsWith('view-')) hasNoSecret(problem);
}

interface ViewFailure {
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: { readonly message: string };
}

/** Requirements for views, loggers and other parts that fail. */
export const faults: readonly Requirement[] = [
  ...VIEW_FAULTS.map((fault) =>
    must(`fault-${fault}`, 'docs/views.md', `The fault ${fault} leads to the built-in page with the same status.`, async (target) => {
      await Promise.all([isAnsweredDespite(target, fault, 'serverError', 500), isAnsweredDespite(target, fault, 'notFound', 404)]);
      assert.ok(!(await callResponse(target, 'notFound', [], { headers: BROWSER, timeout: 12_000 }, fault)).body.includes('data-view'));
    }),
  ),
  ...['view-twice', 'view-late-throw'].map((fault) =>
    must(`fault-${fault}`, 'docs/views.md', `The fault ${fault} leads to one response, which is the app's page.`, async (target) => {
      const reply = await callResponse(target, 'notFound', [], { headers: BROWSER }, fault);
      isPage(reply, 404);
      assert.match(reply.body, /data-view="404"/);
    }),
  ),
  ...OVERRIDE_FAULTS.map((fault) =>
    must(`fault-${fault}`, 'docs/overriding.md', `The fault ${fault} leads to one built-in response within the deadline.`, async (target) => {
      await Promise.all([isAnsweredDespite(target, fault, 'serverError', 500), isAnsweredDespite(target, fault, 'forbidden', 403)]);
    }),
  ),
  must('fault-override-200', 'docs/overriding.md', "Halyard sends what an app's own response sends, even with status 200.", async (target) => {
    const reply = await callResponse(target, 'notFound', [], { headers: API }, 'override-200');
    assert.equal(reply.status, 200);
    assert.equal(reply.body, 'the override says 200');
  }),
  ...LOGGER_FAULTS.map((fault) =>
    must(`fault-${fault}`, 'docs/logging.md', `The fault ${fault} changes neither status nor body, and causes no delay.`, async (target) => {
      const before = performance.now();
      await isAnsweredDespite(target, fault, 'serverError', 500);
      assert.ok(performance.now() - before < 1_500);
    }),
  ),
  must('fault-serializer-throws', 'docs/formats.md', 'If a format throws, Halyard uses the next format.', async (target) => {
    const reply = await callResponse(target, 'serverError', [], { headers: API }, 'serializer-throws');
    isProblem(reply, 500);
    hasNoSecret(reply);
  }),
  must('fault-logged', 'docs/logging.md', 'The log has the failure of a view under the reference of the failure that the view was to show.', async (target) => {
    const page = await callResponse(target, 'serverError', ['the first error'], { headers: BROWSER }, 'view-throws');
    const reference = page.headers['error-reference'] ?? '';
    const records = JSON.stringify(await target.records(reference, { atLeast: 2 }));
    assert.match(records, /the first error/);
    assert.match(records, /the view throws/);
  }),
  must('fault-view-code', 'docs/errors.md', "The log has a failing view as `E_VIEW` with the view's name and with its error as the cause.", async (target) => {
    for (const [fault, message] of [
      ['view-throws', 'the view throws'],
      ['view-rejects', 'the view rejects'],
    ] as const) {
      for (const [response, status] of [
        ['serverError', 500],
        ['notFound', 404],
      ] as const) {
        const page = await callResponse(target, response, [], { headers: BROWSER }, fault);
        const records = await target.records(page.headers['error-reference'] ?? '', { atLeast: 2 });
        const errors = records.map(({ err }) => err as ViewFailure | undefined);
        const failed = errors.filter((err) => err?.code === 'E_VIEW');
        assert.equal(failed.length, 1);
        assert.ok(failed[0]?.message.includes(`view "${status}"`));
        // pino writes a cause into the stack trace of the error.
        assert.ok(failed[0]?.cause?.message.includes(message) ?? failed[0]?.stack?.includes(`caused by: Error: ${message}`));
      }
    }
  }),
];

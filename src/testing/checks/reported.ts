import { isError, isInstance, readProperty } from '../../core/values/guarded-read.ts';
import { TestFailure } from '../output/assertion-error.ts';
import { cut, shown } from '../output/shown.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { recorder, type TestRecord } from '../recorder/recorder.ts';

/** What was logged: the error itself, its class, or a part of its message. */
export type ReportedError = Error | (abstract new (...args: never[]) => unknown) | string | RegExp;

/**
 * Returns the records that Halyard has logged in this process since the test file began, or since `clearRecords()`. They are recorded also if the app's
 * logger is off, and the app needs no change.
 *
 * @example
 * expect(records()).toMatchObject([{ level: 'error', record: { response: 'serverError', path: '/orders/7' } }]);
 */
export function records(): readonly TestRecord[] {
  return recorder().records();
}

/**
 * Forgets the records. Call it before each test, if the tests of the file count their records.
 *
 * @example
 * beforeEach(() => clearRecords());
 */
export function clearRecords(): void {
  recorder().clearRecords();
}

/**
 * Checks that Halyard has logged this error, also as the cause of another one, and returns the record.
 *
 * @param error - the error itself, its class, a part of its message, or an expression that the message matches
 * @throws AssertionError if it was not logged. The message lists what was logged.
 *
 * @example
 * await request(app).get('/orders/7');
 * const { record } = expectReported('the database is gone');
 * expect(record.status).toBe(503);
 */
export function expectReported(error: ReportedError): TestRecord {
  const isKind = typeof error === 'string' ? error !== '' : isError(error) || error instanceof RegExp || typeof error === 'function';
  if (!isKind)
    throw wrongArgument('expectReported()', { found: shown(error), expected: 'an error, its class, a part of its message, or a regular expression' });
  const found = records().findLast((record) => has(record, error));
  if (found !== undefined) return found;
  const wanted = typeof error === 'function' ? `an error of the class ${error.name}` : typeof error === 'string' ? shown(error) : cut(shown(error));
  throw new TestFailure(expectReported, [`Expected Halyard to have logged ${wanted}.`, ...whatWasLogged()].join('\n'), {
    expected: wanted,
    actual: records().map(({ message }) => message),
  });
}

/**
 * Checks that Halyard has logged no failure: no record with the level error or warn.
 *
 * @throws AssertionError if there is one. The message lists what was logged.
 *
 * @example
 * await request(app).get('/orders');
 * expectNothingReported();
 */
export function expectNothingReported(): void {
  if (records().every(({ level }) => level !== 'error' && level !== 'warn')) return;
  throw new TestFailure(expectNothingReported, ['Expected Halyard to have logged no error and no warning.', ...whatWasLogged()].join('\n'), {
    expected: [],
    actual: records().map(({ message }) => message),
  });
}

const MOST_SHOWN = 10;

function whatWasLogged(): readonly string[] {
  const all = records();
  if (all.length === 0) return ['  Nothing was logged in this process. If the app runs in another process, read its log there.'];
  const lines = all.slice(-MOST_SHOWN).map(({ level, message }) => `    ${level}  ${cut(message, 160)}`);
  return [`  ${all.length === 1 ? 'This record was' : `These ${all.length} records were`} logged:`, ...(all.length > MOST_SHOWN ? ['    …'] : []), ...lines];
}

function has({ errors, record, message }: TestRecord, wanted: ReportedError): boolean {
  const thrown = errors.flatMap(chainOf);
  if (typeof wanted === 'function') return thrown.some((error) => isInstance(error, wanted)) || readProperty(record['err'], 'name') === wanted.name;
  if (typeof wanted !== 'string' && !(wanted instanceof RegExp)) return thrown.includes(wanted);
  const texts = [
    ...thrown.map((error) => (typeof error === 'string' ? error : readProperty(error, 'message'))),
    readProperty(record['err'], 'message'),
    record['detail'],
    lineWithoutRequest(message, record),
  ];
  return texts.some((text) => typeof text === 'string' && (typeof wanted === 'string' ? text.includes(wanted) : text.search(wanted) !== -1));
}

/** The address of a request may have the word of an error that it did not cause: `GET /timeout 500 serverError: Error: no rope`. */
function lineWithoutRequest(line: string, { method, path }: TestRecord['record']): string {
  const request = `${method} ${path} `;
  return line.startsWith(request) ? line.slice(request.length) : line;
}

/** The error, its causes, and the errors that it holds. */
function chainOf(error: unknown): readonly unknown[] {
  const chain = new Set<unknown>();
  const waiting = [error];
  for (let next = waiting.pop(); next !== undefined && chain.size < 100; next = waiting.pop()) {
    if (chain.has(next)) continue;
    chain.add(next);
    const errors = readProperty(next, 'errors');
    waiting.push(readProperty(next, 'cause'), ...(Array.isArray(errors) ? errors : []));
  }
  return [...chain];
}

import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../core/report/report.ts';
import { hintsOf } from '../hints/hints-of.ts';
import { knownSecrets } from '../masking/known-secrets.ts';
import { maskedReport } from '../masking/mask-report.ts';
import { reportedError } from './errors.ts';
import { masked } from './masked.ts';
import type { DevelopmentReport } from './report.ts';
import { reportedRequest } from './request.ts';
import { versionsOf } from './versions.ts';

const TIMES = new WeakMap<object, string>();

/** The parts of a report that come from the log record. They are the same whether or not the failure was rendered. */
type RecordedFacts = Pick<DevelopmentReport, 'time' | 'handled' | 'errors' | 'request' | 'log'>;

/** Reads the failure once: its errors, its request and its record. */
export function recordedFacts(failure: Failure, now: () => number): RecordedFacts {
  const { record, level, request } = failure;
  const time = TIMES.get(failure) ?? new Date().toISOString();
  TIMES.set(failure, time);
  return {
    time,
    handled: record.handled,
    errors: failure.errors.map((error) => reportedError(error, { now })),
    request: reportedRequest(request, record, now),
    log: { level, record: maskedRecord(record) },
  };
}

/** The report of a failure from its log record. It has no answers of production. */
export function failureReport(failure: Failure, now: () => number): DevelopmentReport {
  const { record, request } = failure;
  const facts = recordedFacts(failure, now);
  const report: DevelopmentReport = {
    ...facts,
    version: 1,
    reference: record.reference,
    response: record.response,
    status: record.status,
    title: STATUS_CODES[record.status] ?? '',
    detail: record.detail,
    code: record.code,
    whileAnswering: [],
    issues: (record.issues ?? []).map((line) => ({ pointer: line.split(' ', 1)[0] ?? '', in: '', rule: line.split(' ').slice(1).join(' '), message: '' })),
    hints: hintsOf({ outcome: undefined, failure, request, errors: facts.errors }),
    production: [],
    versions: versionsOf(request),
  };
  return maskedReport(report, knownSecrets(request));
}

/** The record as it was logged. Only the members of the app's option `context` can hold a secret that is not masked yet. */
function maskedRecord(record: object): Readonly<Record<string, unknown>> {
  return JSON.parse(masked(record)) as Record<string, unknown>;
}

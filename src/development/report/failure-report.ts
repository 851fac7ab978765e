import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../core/report/report.ts';
import { hintsOf } from '../hints/hints-of.ts';
import { reportedError } from './errors.ts';
import { masked } from './masked.ts';
import type { DevelopmentReport } from './report.ts';
import { reportedRequest } from './request.ts';
import { versionsOf } from './versions.ts';

const TIMES = new WeakMap<object, string>();

/** The report of a failure from its log record. It has no answers of production. */
export function failureReport(failure: Failure, now: () => number): DevelopmentReport {
  const { record, level, request } = failure;
  const errors = failure.errors.map((error) => reportedError(error, { now }));
  const time = TIMES.get(failure) ?? new Date().toISOString();
  TIMES.set(failure, time);
  return {
    version: 1,
    reference: record.reference,
    time,
    response: record.response,
    status: record.status,
    title: STATUS_CODES[record.status] ?? '',
    detail: record.detail,
    code: record.code,
    handled: record.handled,
    whileAnswering: [],
    errors,
    issues: (record.issues ?? []).map((line) => ({ pointer: line.split(' ', 1)[0] ?? '', in: '', rule: line.split(' ').slice(1).join(' '), message: '' })),
    hints: hintsOf({ outcome: undefined, failure, request, errors }),
    request: reportedRequest(request, record, now),
    production: [],
    log: { level, record: maskedRecord(record) },
    versions: versionsOf(request),
  };
}

/** The record as it was logged. Only the members of the app's option `context` can hold a secret that is not masked yet. */
function maskedRecord(record: object): Readonly<Record<string, unknown>> {
  return JSON.parse(masked(record)) as Record<string, unknown>;
}

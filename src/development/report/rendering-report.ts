import type { Rendering } from '../../hosting/shared/development-report.ts';
import { hintsOf } from '../hints/hints-of.ts';
import { knownSecrets } from '../masking/known-secrets.ts';
import { maskedReport } from '../masking/mask-report.ts';
import { reportedError } from './errors.ts';
import { failureReport, recordedFacts } from './failure-report.ts';
import { reportedIssue } from './issues.ts';
import { masked } from './masked.ts';
import { explainNegotiation } from './negotiation.ts';
import { productionAnswers } from './production-answers.ts';
import type { DevelopmentReport, ProductionAnswer } from './report.ts';
import { reportedRequest } from './request.ts';
import { versionsOf } from './versions.ts';

/** The reports of failures that were rendered or kept, by failure. */
const REPORTS = new WeakMap<object, DevelopmentReport>();

/** The whole report of a failure that is being answered. With `answers`, they are the answers of production, which else are made here. */
export async function renderingReport(
  rendering: Rendering,
  answers?: readonly ProductionAnswer[],
  failures: readonly unknown[] = [],
): Promise<DevelopmentReport> {
  const { outcome, context, failure, format } = rendering;
  const { now } = context.settings;
  const read = (error: unknown) => reportedError(error, { now });
  const base = failure === undefined ? undefined : recordedFacts(failure, now);
  // A concealed failure (a 403 that everybody else sees as a 404) has its errors in the log record only.
  const errors = base?.errors.length ? base.errors : outcome.errors.map(read);
  const parts: DevelopmentReport = {
    version: 1,
    reference: outcome.reference,
    time: base?.time ?? new Date().toISOString(),
    response: outcome.name,
    status: outcome.status,
    title: outcome.title,
    detail: outcome.detail === undefined ? undefined : masked(outcome.detail),
    code: outcome.code === undefined ? undefined : masked(outcome.code),
    handled: base?.handled,
    whileAnswering: [...new Set([...(context.failures ?? []), ...failures])].map(read),
    errors,
    issues: outcome.issues.map((issue) => reportedIssue(issue, context.request.method)),
    hints: hintsOf({ outcome, failure, request: context.request, errors }),
    request: {
      ...(base?.request ?? reportedRequest(context.request, undefined, now)),
      negotiation: explainNegotiation(context.request, format, rendering.negotiated),
    },
    production: answers ?? (await productionAnswers(rendering)),
    log: base?.log,
    versions: versionsOf(context.request),
  };
  const report = maskedReport(parts, knownSecrets(context.request));
  if (failure !== undefined) REPORTS.set(failure, report);
  return report;
}

/** The report of a failure: the one that was rendered, or one that is made from the log record. */
export function reportOf(failure: Parameters<typeof failureReport>[0], now: () => number): DevelopmentReport {
  return REPORTS.get(failure) ?? failureReport(failure, now);
}

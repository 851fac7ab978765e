import type { Rendered } from '../../core/formats/format.ts';
import { problemDocument } from '../../core/formats/problem-document.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import { knownSecrets } from '../masking/known-secrets.ts';
import { maskedReport } from '../masking/mask-report.ts';
import type { DevelopmentReport } from '../report/report.ts';
import { fittingReport } from './fitting-report.ts';
import { problemOf } from './production-problem.ts';

const MAX_BYTES = 131_072;

/**
 * The problem document with the report as its member `report`, at most 128 kB. RFC 9457 §3.2 lets a problem have such members, and a client ignores those
 * that it does not know. If the app's own data has a member `report`, that one stays, and the document has no other.
 */
export async function jsonReport({ format, outcome, context }: Rendering, report: DevelopmentReport): Promise<Rendered | undefined> {
  const rendered = await format.render(outcome, context);
  if (rendered === undefined) return undefined;
  const problem = maskedReport(problemDocument(outcome), knownSecrets(context.request));
  if (Object.hasOwn(problem, 'report')) return rendered;
  const body = fittingReport(report, MAX_BYTES, (shorter) => JSON.stringify({ ...problem, report: memberOf(shorter) }));
  return body === undefined ? rendered : { body, contentType: rendered.contentType, value: JSON.parse(body) };
}

/** The report without what the document has already. */
function memberOf(report: DevelopmentReport): object {
  const { title: _title, status: _status, detail: _detail, code: _code, reference: _reference, ...rest } = report;
  const problem = problemOf(report);
  return { ...rest, production: problem === undefined ? [] : [problem] };
}

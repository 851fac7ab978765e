import type { DevelopmentReport } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { problemOf } from './production-problem.ts';

type Shorten = (report: DevelopmentReport) => DevelopmentReport;

const withoutPages: Shorten = (report) => {
  const problem = problemOf(report);
  return { ...report, production: problem === undefined ? [] : [problem] };
};

const shortErrors =
  (errors: number, frames: number, depth: number): Shorten =>
  (report) => ({
    ...report,
    production: [],
    log: undefined,
    whileAnswering: report.whileAnswering.slice(0, errors).map((error) => shortened(error, frames, depth)),
    errors: report.errors.slice(0, errors).map((error) => shortened(error, frames, depth)),
  });

/** The versions of a report, the longest first. */
const SHORTER: readonly Shorten[] = [
  (report) => report,
  withoutPages,
  (report) => ({ ...report, production: [], log: undefined }),
  shortErrors(4, 16, 3),
  (report) => ({ ...shortErrors(1, 8, 1)(report), issues: report.issues.slice(0, 20) }),
  (report) => ({
    ...shortErrors(1, 4, 0)(report),
    issues: [],
    hints: [],
    request: { ...report.request, headers: [], query: [], cookies: [], body: undefined },
  }),
];

/** The report as JSON within a number of bytes: whole, or else without what the reader needs least. `undefined` if even the shortest is too long. */
export function fittingReport(report: DevelopmentReport, most: number, json: (report: DevelopmentReport) => string = JSON.stringify): string | undefined {
  for (const shorter of SHORTER) {
    const text = json(shorter(report));
    if (Buffer.byteLength(text) <= most) return text;
  }
  return undefined;
}

/** The error with its first frames, and with the errors inside it down to a depth. */
function shortened(error: ReportedError, frames: number, depth: number): ReportedError {
  const { cause, errors, error: thrown, suppressed, ...rest } = error;
  const inner = (one: ReportedError): ReportedError => shortened(one, frames, depth - 1);
  return {
    ...rest,
    message: rest.message.slice(0, 4_096).toWellFormed(),
    members: depth === 0 ? [] : rest.members,
    frames: rest.frames.slice(0, frames),
    omittedFrames: rest.omittedFrames + Math.max(0, rest.frames.length - frames),
    ...(depth > 0 && cause !== undefined && { cause: inner(cause) }),
    ...(depth > 0 && thrown !== undefined && { error: inner(thrown) }),
    ...(depth > 0 && suppressed !== undefined && { suppressed: inner(suppressed) }),
    ...(depth > 0 && errors !== undefined && { errors: errors.slice(0, 4).map(inner) }),
  };
}

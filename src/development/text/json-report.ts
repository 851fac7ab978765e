import type { Rendered } from '../../core/formats/format.ts';
import { problemDocument } from '../../core/formats/problem-document.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import type { DevelopmentReport } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { problemOf } from './production-problem.ts';

const MAX_BYTES = 131_072;

/**
 * The problem document with the report as its member `report`. RFC 9457 §3.2 lets a problem have such members, and a client ignores those that it does not
 * know. If the app's own data has a member `report`, that one stays, and the document has no other.
 */
export async function jsonReport({ format, outcome, context }: Rendering, report: DevelopmentReport): Promise<Rendered | undefined> {
  const rendered = await format.render(outcome, context);
  if (rendered === undefined) return undefined;
  const problem = problemDocument(outcome);
  if (Object.hasOwn(problem, 'report')) return rendered;
  const bytes = Buffer.byteLength(rendered.body);
  for (const shorter of SHORTER) {
    const value = { ...problem, report: shorter(report) };
    const body = JSON.stringify(value);
    if (Buffer.byteLength(body) <= Math.max(MAX_BYTES, bytes)) return { body, contentType: rendered.contentType, value };
  }
  return rendered;
}

type Shorten = (report: DevelopmentReport) => object;

/** The report without what the document has already. */
const whole: Shorten = (report) => {
  const { title: _title, status: _status, detail: _detail, code: _code, reference: _reference, ...rest } = report;
  const problem = problemOf(report);
  return { ...rest, production: problem === undefined ? [] : [problem] };
};

/** The versions of the report, the longest first. */
const SHORTER: readonly Shorten[] = [
  whole,
  (report) => ({ ...whole(report), production: [], log: undefined }),
  (report) => ({ ...whole(report), production: [], log: undefined, errors: report.errors.slice(0, 4).map((error) => shortened(error, 16, 3)) }),
  (report) => ({ ...whole(report), production: [], log: undefined, errors: report.errors.slice(0, 1).map((error) => shortened(error, 8, 0)), issues: [] }),
  ({ version, time, response, hints }) => ({ version, time, response, hints }),
];

/** The error with its first frames, and with the errors inside it down to a depth. */
function shortened(error: ReportedError, frames: number, depth: number): ReportedError {
  const { cause, errors, error: thrown, suppressed, ...rest } = error;
  const inner = (one: ReportedError): ReportedError => shortened(one, frames, depth - 1);
  return {
    ...rest,
    message: rest.message.slice(0, 4_096).toWellFormed(),
    frames: rest.frames.slice(0, frames),
    omittedFrames: rest.omittedFrames + Math.max(0, rest.frames.length - frames),
    ...(depth > 0 && cause !== undefined && { cause: inner(cause) }),
    ...(depth > 0 && thrown !== undefined && { error: inner(thrown) }),
    ...(depth > 0 && suppressed !== undefined && { suppressed: inner(suppressed) }),
    ...(depth > 0 && errors !== undefined && { errors: errors.slice(0, 4).map(inner) }),
  };
}

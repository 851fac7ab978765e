import type { IncomingRequest } from '../ports/request.ts';
import { type ReportSettings, writeLog } from '../report/report.ts';

/** The app's own policy stays. If it keeps the built-in page from its style, Halyard logs how to allow it, once. */
export function checkPolicy(policy: string, request: IncomingRequest, report: ReportSettings): void {
  const own = request.replyHeader('content-security-policy');
  const [hash] = /'sha256-[^']+'/.exec(policy) ?? [];
  const { loggedOnce } = report;
  if (own === undefined || hash === undefined || own.includes(hash) || own.split(';').some(allowsInline) || loggedOnce.has('policy')) return;
  loggedOnce.add('policy');
  writeLog(
    report,
    'warn',
    {},
    `halyard: the app's Content-Security-Policy keeps the built-in page from its style. Add ${hash} to its style-src, or give the app pages of its own.`,
  );
}

function allowsInline(directive: string): boolean {
  return directive.includes('style-src') && directive.includes("'unsafe-inline'");
}

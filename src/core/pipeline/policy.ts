import type { IncomingRequest } from '../ports/request.ts';
import { type ReportSettings, writeLog } from '../report/report.ts';

/** The app's own Content-Security-Policy stays. If it blocks the style of the built-in page, Halyard logs once how to allow it. */
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

import type { IncomingRequest } from '../ports/request.ts';
import { type ReportSettings, writeLog } from '../report/report.ts';

/** The app's own Content-Security-Policy stays. If it blocks the style of the built-in page, Halyard logs once how to allow it. */
export function checkPolicy(policy: string, request: IncomingRequest, report: ReportSettings): void {
  const own = request.replyHeader('content-security-policy');
  const { loggedOnce } = report;
  if (own?.split(';').some((directive) => directive.includes('style-src') && directive.includes("'unsafe-inline'")) !== false) return;
  // A page with the sections about a form has two styles.
  const hashes = policy
    .match(/'sha256-[^']+'/g)
    ?.filter((hash) => !own.includes(hash))
    .join(' ');
  if (!hashes || loggedOnce.has(hashes)) return;
  loggedOnce.add(hashes);
  writeLog(
    report,
    'warn',
    {},
    `halyard: the app's Content-Security-Policy keeps the built-in page from its style. Add ${hashes} to its style-src, or give the app pages of its own.`,
  );
}

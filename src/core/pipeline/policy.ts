import type { IncomingRequest } from '../ports/request.ts';
import { writeLog } from '../report/report.ts';
import type { Settings } from '../settings/settings.ts';

/** The app's own policy stays. If it keeps the built-in page from its style, Halyard logs how to allow it, once. */
export function checkPolicy(policy: string, request: IncomingRequest, settings: Settings): void {
  const own = request.replyHeader('content-security-policy');
  const [hash] = /'sha256-[^']+'/.exec(policy) ?? [];
  const { loggedOnce } = settings;
  if (own === undefined || hash === undefined || own.includes(hash) || own.split(';').some(allowsInline) || loggedOnce.has('policy')) return;
  loggedOnce.add('policy');
  writeLog(
    settings,
    'warn',
    {},
    `halyard: the app's Content-Security-Policy keeps the built-in page from its style. Add ${hash} to its style-src, or give the app pages of its own.`,
  );
}

function allowsInline(directive: string): boolean {
  return directive.includes('style-src') && directive.includes("'unsafe-inline'");
}

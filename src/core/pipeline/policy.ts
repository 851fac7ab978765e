import type { IncomingRequest } from '../ports/request.ts';
import { tell } from '../report/report.ts';
import type { Settings } from '../settings/settings.ts';

/** The app's own policy stays. If it keeps the built-in page from its style, Halyard logs how to allow it, once. */
export function checkPolicy(policy: string, request: IncomingRequest, settings: Settings): void {
  const own = request.replyHeader('content-security-policy');
  const [hash] = /'sha256-[^']+'/.exec(policy) ?? [];
  const { told } = settings;
  if (own === undefined || hash === undefined || own.includes(hash) || own.split(';').some(allowsInline) || told.has('policy')) return;
  told.add('policy');
  tell(
    settings,
    'warn',
    {},
    `halyard: the app's Content-Security-Policy keeps the built-in page from its style. Add ${hash} to its style-src, or give the app pages of its own.`,
  );
}

function allowsInline(directive: string): boolean {
  return directive.includes('style-src') && directive.includes("'unsafe-inline'");
}

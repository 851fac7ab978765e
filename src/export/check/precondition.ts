import { fieldsOf } from '../../drill/model/answer.ts';
import { STOPPED } from './asks.ts';
import { defaultPageOf } from './default-pages.ts';
import type { Asked, CheckFault } from './finding.ts';

/** Why the check cannot begin: nothing answers at this address, or the app answers. */
export function cannotStart({ answer }: Asked, url: URL): CheckFault | undefined {
  const error = { severity: 'error', expected: '502, 503 or 504' } as const;
  const { status, problem, ended } = answer;
  if (status === 0) {
    const isTrust = problem !== undefined && /CERT|SIGNED|VERIFY|ALTNAME/.test(problem);
    return {
      ...error,
      code: ended === 'timeout' ? 'no-answer' : 'no-proxy',
      what: isTrust
        ? `This machine does not trust the certificate of ${url.host}.`
        : ended === 'timeout'
          ? `${url.host} sends no answer in ${Math.round(answer.duration / 1_000)} s.`
          : `No web server answers at ${url.host}.`,
      found: [problem ?? (ended === 'timeout' ? 'no answer' : 'a closed connection')],
      todo: isTrust
        ? 'If it is your own certificate, add `--insecure`.'
        : ended === 'timeout'
          ? 'The proxy may wait for the app. Set a time limit: `proxy_connect_timeout 2s` in nginx, `dial_timeout 2s` in Caddy.'
          : 'Start the proxy, stop the app only, and name the address of the proxy.',
    };
  }
  if (STOPPED.has(status)) return undefined;
  if (namesFailure(answer.body)) {
    return {
      ...error,
      code: 'wrong-status',
      what: 'The page is that of a stopped app, but the status says something else.',
      found: [String(status)],
      todo: 'Remove what changes the status: `=200` in `error_page 502 =200 /502.html` of nginx, or a `respond` without a status in Caddy.',
    };
  }
  const page = status < 400 ? undefined : defaultPageOf(answer);
  if (page !== undefined) {
    return {
      ...error,
      code: 'wrong-status',
      what: `The proxy answers by itself, with the built-in page of ${page.of}. Either this address does not lead to the app, or the proxy cannot read the exported page.`,
      found: [String(status)],
      todo: 'Name an address that the proxy passes to the app. Check the path of the exported files, and that the user of the proxy may read them.',
    };
  }
  const isRedirect = status >= 300 && status < 400;
  return {
    ...error,
    code: 'app-answers',
    what: 'The app answers: stop it first. Only then does the proxy show its own pages.',
    found: [isRedirect ? `${status} to ${(fieldsOf(answer, 'location')[0] ?? 'nowhere').slice(0, 120)}` : String(status)],
    todo: isRedirect
      ? 'Name the address behind the redirect. If the app is stopped, the proxy itself answers at this address: name a path that it passes to the app.'
      : 'Stop the app, and not the proxy. If it is stopped, the proxy itself answers at this address: name a path that it passes to the app.',
  };
}

/** Whether the body is an error page of a stopped app: a title with its status, or a problem document. */
function namesFailure(body: string): boolean {
  return /<title>[^<]{0,200}\b50[234]\b|"status":\s*50[234]\b/i.test(body.slice(0, 20_000));
}

import { fieldsOf } from '../../drill/model/answer.ts';
import { STOPPED } from './asks.ts';
import { defaultPageOf } from './default-pages.ts';
import type { Asked, CheckFault } from './finding.ts';

/** Why the check cannot begin: nothing answers at this address, or the app answers. */
export function cannotStart({ answer }: Asked, url: URL): CheckFault | undefined {
  const error = { severity: 'error', expected: '502, 503 or 504' } as const;
  const { status } = answer;
  if (status === 0) return { ...error, ...silence(answer, url) };
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
  if (status === 401 && fieldsOf(answer, 'www-authenticate').some((value) => /^basic/i.test(value)))
    return {
      ...error,
      code: 'app-answers',
      what: 'This address needs a password.',
      found: ['401'],
      todo: 'Stop the app. If it is stopped, the proxy asks: add name and password to the address, as in http://name:password@localhost:8080. The report does not show them.',
    };
  if (status === 400 && url.protocol === 'http:' && /HTTP request (?:was sent )?to (?:an )?HTTPS/i.test(answer.body))
    return {
      ...error,
      code: 'no-proxy',
      what: `The port of ${url.host} is for HTTPS.`,
      found: ['400'],
      todo: `Name the address with https://${url.host}.`,
    };
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
      ? 'Name the address behind the redirect. If the app is stopped, the proxy answers: name a path that it passes to the app, or remove what redirects a failure, such as `error_page 502 /error` with an address in nginx.'
      : 'Stop the app, and not the proxy. If it is stopped, the proxy answers: name a path that it passes to the app, or remove what changes the status, such as `error_page 502 =200 …` in nginx.',
  };
}

/** Codes of a certificate that this machine does not trust. */
const TRUST = /CERT|SIGNED|VERIFY|ALTNAME/;
/** Codes of a port that does not speak TLS, or not with HTTP/1.1. */
const TLS = /EPROTO|SSL|TLS|ALPN/;

/** Why there is no answer at all. */
function silence({ problem, ended, duration, bytes }: Asked['answer'], { host, protocol }: URL): Pick<CheckFault, 'code' | 'what' | 'found' | 'todo'> {
  const seconds = Math.round(duration / 1_000);
  const code = 'no-proxy';
  if (bytes > 0)
    return {
      code,
      what: `Something answers at ${host}, but not with HTTP/1.1.`,
      found: [`${bytes} bytes without a status line`],
      todo: `Name the port of the proxy for HTTP/1.1.${protocol === 'http:' ? ` If it is for HTTPS, write https://${host}.` : ''}`,
    };
  if (ended === 'timeout')
    return {
      code: 'no-answer',
      what: `${host} sends no answer in ${seconds} s.`,
      found: ['no answer'],
      todo: 'The proxy may wait for the app. Set a time limit: `proxy_connect_timeout 2s` in nginx, `dial_timeout 2s` in Caddy.',
    };
  if (problem === undefined)
    return {
      code,
      what: `${host} closes the connection without an answer.`,
      found: ['a closed connection'],
      todo: `See the log of the proxy: \`return 444\` in nginx closes the connection.${protocol === 'http:' ? ` If the port is for HTTPS, write https://${host}.` : ''}`,
    };
  if (TRUST.test(problem))
    return {
      code,
      what: `This machine does not trust the certificate of ${host}.`,
      found: [problem],
      todo: 'If it is your own certificate, add `--insecure`.',
    };
  if (TLS.test(problem))
    return {
      code,
      what: `The port of ${host} is not for HTTPS with HTTP/1.1.`,
      found: [problem],
      todo: `If it is for HTTP, write http://${host}. A proxy for HTTP/2 alone needs HTTP/1.1 as well for this check.`,
    };
  return {
    code,
    what: `No web server answers at ${host}.`,
    found: [problem],
    todo: 'Start the proxy, stop the app only, and name the address of the proxy.',
  };
}

/** Whether the body is an error page of a stopped app: a title with its status, or a problem document. */
function namesFailure(body: string): boolean {
  return /<title>[^<]{0,200}\b50[234]\b|"status":\s*50[234]\b/i.test(body.slice(0, 20_000));
}

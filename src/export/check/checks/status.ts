import { typeOf } from '../../../drill/model/answer.ts';
import { STOPPED } from '../asks.ts';
import { defaultPageOf } from '../default-pages.ts';
import type { Asked, CheckFault } from '../finding.ts';

/** Statuses of files: a proxy that serves the error page as an ordinary file answers with them. */
const OF_FILES: ReadonlySet<number> = new Set([200, 206, 304, 404, 405, 412, 416]);

const TRAP =
  'nginx serves a static file to GET and HEAD only, also after `error_page 502 @name`: any other method gets 405. ' +
  'Use the configuration of `npx halyard export --for nginx`. See "The trap" in docs/proxies.md.';

/** What keeps an answer from being read any further: there is none, it is cut, it has the wrong status, or the proxy has sent its own page. */
export function rootFault({ ask, answer }: Asked, status: number): CheckFault | undefined {
  const error = { severity: 'error' } as const;
  if (answer.status === 0) {
    const isLate = answer.ended === 'timeout';
    return {
      ...error,
      code: 'no-answer',
      what: 'The proxy sends no answer, so a browser shows its own error.',
      found: [isLate ? `nothing in ${Math.round(answer.duration / 1_000)} s` : (answer.problem ?? 'a closed connection')],
      expected: statusesOf(ask.provocation.statuses, status),
      todo: isLate
        ? 'The proxy waits too long for the app. Set a time limit: `proxy_connect_timeout 2s` in nginx, `dial_timeout 2s` in Caddy.'
        : 'Look into the log of the proxy. It may have ended, or its configuration closes the connection (`return 444`).',
    };
  }
  if (answer.isLarge)
    return {
      ...error,
      code: 'large-page',
      what: 'The answer is so large that the check stopped reading it.',
      found: ['more than 500 kB'],
      expected: 'at most 100 kB',
      todo: 'Look for what the proxy sends in the place of the exported page.',
    };
  if (answer.ended !== 'complete') return cutAnswer(answer);
  return ofStatus({ ask, answer }, status) ?? ofPage({ ask, answer }) ?? ofEncoding(answer);
}

function cutAnswer({ ended, bytes, duration }: Asked['answer']): CheckFault {
  const isLate = ended === 'timeout';
  return {
    code: 'cut-answer',
    severity: 'error',
    what: isLate ? 'An answer begins and does not end, so the client waits.' : 'An answer ends before its end, so the client cannot use it.',
    found: [isLate ? `no end in ${Math.round(duration / 1_000)} s` : `${bytes} bytes`],
    expected: isLate ? 'the end of the answer' : 'as many bytes as `Content-Length` says',
    todo: isLate ? 'Let the proxy close the connection, or set `Content-Length`.' : 'Let the proxy set `Content-Length` itself.',
  };
}

function ofStatus({ ask, answer }: Asked, status: number): CheckFault | undefined {
  if (answer.status === status || ask.provocation.statuses.includes(answer.status)) return undefined;
  const { provocation } = ask;
  const fault = { found: [String(answer.status)], expected: statusesOf(provocation.statuses, status) };
  if (STOPPED.has(answer.status)) {
    return {
      ...fault,
      code: 'status-varies',
      severity: 'warning',
      what: 'The status of the stopped app differs from request to request.',
      todo: 'Give each route of the proxy the same time limits, and each server of a group the same state.',
    };
  }
  const isTrap = provocation.statuses.length === 0 && OF_FILES.has(answer.status) && ask.method !== 'GET' && ask.method !== 'HEAD';
  return {
    ...fault,
    code: 'wrong-status',
    severity: 'error',
    what: isTrap
      ? 'A method other than GET gets the status of a file instead of that of the failure.'
      : 'The status says something else than what has happened.',
    todo: isTrap ? TRAP : statusAdvice(answer.status),
  };
}

function statusAdvice(status: number): string {
  if (status < 400) return 'Remove what changes the status, such as `error_page 502 =200 …`, and stop the app on every server of the group.';
  if (status === 404) return 'The proxy does not find the page of the failure. Check the path of the exported files, and that the proxy may read them.';
  return 'Look for the rule of the proxy that answers with this status.';
}

function ofPage({ ask, answer }: Asked): CheckFault | undefined {
  if (ask.method === 'HEAD') return undefined;
  const page = defaultPageOf(answer);
  const expected = 'the exported page of this status, in the format of `Accept`';
  if (page !== undefined) {
    return {
      code: 'default-page',
      severity: 'error',
      what: `The client gets the built-in answer of ${page.of} instead of yours.`,
      found: [`${answer.status} as ${typeOf(answer) ?? 'a body without a type'}`],
      expected,
      todo: page.todo,
    };
  }
  if (answer.bytes > 0) return undefined;
  return {
    code: 'empty-body',
    severity: 'error',
    what: 'The answer has no body, so a browser shows a white page or its own error.',
    found: [`${answer.status} without a body`],
    expected,
    todo: 'Check that the proxy finds the exported file and may read it. See its error log.',
  };
}

/** The check accepts no compressed body, as `curl` without an option. */
function ofEncoding({ headers }: Asked['answer']): CheckFault | undefined {
  const coding = headers.find(([name]) => name === 'content-encoding')?.[1];
  if (coding === undefined || coding.toLowerCase() === 'identity') return undefined;
  return {
    code: 'wrong-header',
    severity: 'error',
    what: 'The body is compressed, although the client did not accept that. A program such as curl cannot read it.',
    found: [`Content-Encoding: ${coding.slice(0, 40)}`],
    expected: 'no `Content-Encoding` in the answer to a request without `Accept-Encoding`',
    todo: 'Do not compress the exported files beforehand. In nginx: `gzip_static off;` for them. `gzip on` asks the client.',
  };
}

function statusesOf(statuses: readonly number[], status: number): string {
  return [...new Set([...statuses.slice(0, 2), status])].join(' or ');
}

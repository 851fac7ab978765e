import { fieldsOf, typeOf } from '../../../drill/model/answer.ts';
import type { Asked, CheckFault } from '../finding.ts';
import type { Received } from '../send.ts';

/** Statuses that pass: a client should know when to try again. */
const PASSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const has = (answer: Received, name: string, word: string): boolean =>
  fieldsOf(answer, name).some((value) =>
    value
      .toLowerCase()
      .split(',')
      .some((part) => part.trim() === word || part.trim() === '*'),
  );

/** The header fields that each answer of a failure has, on every host and so in every proxy. */
export function checkHeaders({ answer }: Asked): readonly CheckFault[] {
  const missing = [
    ...(has(answer, 'vary', 'accept') ? [] : ['Vary: Accept']),
    ...(has(answer, 'cache-control', 'no-store') ? [] : ['Cache-Control: no-store']),
    ...(PASSES.has(answer.status) && fieldsOf(answer, 'retry-after').length === 0 ? ['Retry-After'] : []),
    ...(fieldsOf(answer, 'error-reference').length === 0 ? ['Error-Reference'] : []),
    ...(typeOf(answer) === 'text/html' && fieldsOf(answer, 'content-security-policy').length === 0 ? ['Content-Security-Policy'] : []),
  ];
  return [...(missing.length === 0 ? [] : [missingFields(missing)]), ...wrongValues(answer)];
}

function missingFields(missing: readonly string[]): CheckFault {
  return {
    code: 'missing-header',
    severity: 'error',
    what: 'Header fields are missing. Caches may keep or mix up the answers, and programs cannot read the reference or when to try again.',
    found: missing.map((name) => `no ${name}`),
    expected: 'each of them, in the answers of every status',
    todo: 'In nginx, `add_header` needs the word `always` for a failure, and a `location` with its own `add_header` inherits none. In Caddy, put `header` into `handle_errors`.',
  };
}

function wrongValues(answer: Received): readonly CheckFault[] {
  const wrong = (found: string, expected: string, todo: string): CheckFault => ({
    code: 'wrong-header',
    severity: 'error',
    what: 'A header field has a value that clients do not understand.',
    found: [found.slice(0, 120)],
    expected,
    todo,
  });
  const waits = fieldsOf(answer, 'retry-after').filter((value) => !/^\d{1,9}$/.test(value) && !isComing(value));
  const twice = ['content-type', 'content-security-policy', 'error-reference', 'retry-after'].filter((name) => fieldsOf(answer, name).length > 1);
  return [
    ...waits.map((value) => wrong(`Retry-After: ${value}`, 'seconds, such as 30, or a date that is still to come', 'Write the number of seconds alone.')),
    ...twice.map((name) =>
      wrong(`${name} twice`, 'one field line', 'Let only one place of the configuration set it. A `location` inside another one may add it again.'),
    ),
  ];
}

/** Whether the value is a date of HTTP (RFC 9110 §5.6.7) in the future. `Date.parse` alone reads `-5` as a date too. */
function isComing(value: string): boolean {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value) && Date.parse(value) > Date.now();
}

/** The name and the version of the proxy help only who looks for a known weakness. */
export function checkServer({ answer }: Asked): readonly CheckFault[] {
  const found = ['server', 'x-powered-by', 'via'].flatMap((name) =>
    fieldsOf(answer, name)
      .filter((value) => /\/\d+\.\d+\.\d+/.test(value))
      .map((value) => `${name}: ${value.slice(0, 80)}`),
  );
  if (found.length === 0) return [];
  return [
    {
      code: 'server-version',
      severity: 'warning',
      what: 'The answer names the version of the proxy. That helps whoever looks for a known weakness.',
      found,
      expected: 'no version',
      todo: 'In nginx: `server_tokens off;`. In Apache: `ServerTokens Prod`.',
    },
  ];
}

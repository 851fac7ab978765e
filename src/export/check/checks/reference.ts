import { type Answer, fieldsOf, typeOf } from '../../../drill/model/answer.ts';
import type { Asked, CheckFault } from '../finding.ts';

/** Whether the visitor and the log get the same reference. */
export function checkReference({ ask, answer }: Asked): readonly CheckFault[] {
  const [reference] = fieldsOf(answer, 'error-reference');
  // A missing field is a finding of the header.
  if (reference === undefined || ask.method === 'HEAD' || answer.bytes === 0) return [];
  if (reference.trim() === '' || /[${}<>]/.test(reference)) {
    return [
      {
        code: 'wrong-header',
        severity: 'error',
        what: 'The header field `Error-Reference` has no reference.',
        found: [`Error-Reference: ${reference.slice(0, 80)}`],
        expected: 'the id of the request',
        todo: 'Write `$request_id` in nginx, and `{http.request.uuid}` in Caddy.',
      },
    ];
  }
  if (answer.body.includes(reference) || isText(answer)) return [];
  const named = namedIn(answer.body);
  return [
    {
      code: named === undefined ? 'no-reference' : 'other-reference',
      severity: 'error',
      what:
        named === undefined
          ? 'The body has no reference, so a visitor cannot name the failure.'
          : 'The reference in the body is not that of the header, so one of them is in no log.',
      found: [named === undefined ? 'no reference in the body' : `${named} in the body`],
      expected: 'the value of `Error-Reference`, in the body and in the access log',
      todo: 'Use one id for all three: `$request_id` in nginx, `{http.request.uuid}` in Caddy. An answer from a cache has an old one.',
    },
  ];
}

/** Whether the body is a text as JSON, `"Not Found"`. It has no place for a reference: a preset of Sails answers so. */
function isText(answer: Answer): boolean {
  return typeOf(answer) === 'application/json' && /^\s*"[^"]*"\s*$/.test(answer.body);
}

/** The reference that a built-in body names. */
function namedIn(body: string): string | undefined {
  return /"reference":\s*"([^"]{1,80})"|Reference: `?([\w-]{4,80})|<code>([\w-]{4,80})<\/code>/.exec(body)?.slice(1).find(Boolean);
}

/** Whether each answer has its own reference. An answer to HEAD counts as well. */
export function checkReferencesTogether(all: readonly Asked[]): readonly (readonly [Asked, CheckFault])[] {
  const first = new Map<string, Asked>();
  return all.flatMap((asked): readonly (readonly [Asked, CheckFault])[] => {
    const [reference = ''] = fieldsOf(asked.answer, 'error-reference');
    if (reference === '') return [];
    if (!first.has(reference)) {
      first.set(reference, asked);
      return [];
    }
    const cached = ['age', 'x-cache', 'x-cache-status', 'cf-cache-status', 'x-proxy-cache', 'cache-status'].find(
      (name) => fieldsOf(asked.answer, name).length > 0,
    );
    return [
      [
        asked,
        {
          code: 'same-reference',
          severity: 'error',
          what: 'Two answers have the same reference: a cache has kept the answer, or the reference is a fixed text.',
          found: [`${reference.slice(0, 60)} again${cached === undefined ? '' : ` (${cached}: ${fieldsOf(asked.answer, cached)[0]})`}`],
          expected: 'a new reference in each answer',
          todo: 'Do not cache failures: remove `proxy_cache_valid` for 5xx and `any`, and `proxy_ignore_headers Cache-Control`.',
        },
      ],
    ];
  });
}

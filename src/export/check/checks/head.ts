import { fieldsOf } from '../../../drill/model/answer.ts';
import type { Asked, CheckFault } from '../finding.ts';
import type { Received } from '../send.ts';

const SAME = ['content-type', 'cache-control', 'vary', 'retry-after', 'content-security-policy'];

/** `Retry-After` counts down, so that it is there is enough. */
function comparedField(answer: Received, name: string): string {
  const values = fieldsOf(answer, name);
  return name === 'retry-after' ? String(values.length) : values.join();
}

/** Whether the answer to HEAD is the one to GET without its body (RFC 9110 §9.3.2). */
export function checkHead({ ask, answer }: Asked, all: readonly Asked[]): readonly CheckFault[] {
  if (ask.method !== 'HEAD') return [];
  const get = all.find((one) => one.ask.method === 'GET' && one.ask.client === ask.client && one.ask.provocation === ask.provocation)?.answer;
  const differs = SAME.filter((name) => get !== undefined && comparedField(get, name) !== comparedField(answer, name));
  const [length] = fieldsOf(answer, 'content-length');
  const isWrongLength = get !== undefined && length !== undefined && get.status === answer.status && Number(length) !== get.bytes;
  const names = [...differs, ...(isWrongLength ? ['content-length'] : [])];
  return [
    ...(answer.extra > 0
      ? [
          {
            code: 'head-has-body',
            severity: 'error',
            what: 'The answer to HEAD has a body. The client reads it as the next answer of the connection.',
            found: [`${answer.extra} bytes`],
            expected: '0 bytes',
            todo: 'Let the proxy write the answer to HEAD itself, instead of a script or a raw text.',
          } as const,
        ]
      : []),
    ...(names.length === 0 || get?.status !== answer.status
      ? []
      : [
          {
            code: 'head-differs',
            severity: 'error',
            what: 'The answer to HEAD has other header fields than the one to GET, so monitors and caches are misled.',
            found: names,
            expected: 'the same fields as for GET',
            todo: 'Serve both methods by the same rule.',
          } as const,
        ]),
  ];
}

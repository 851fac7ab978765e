import { fieldsOf, typeOf } from '../../../drill/model/answer.ts';
import type { Asked, CheckFault } from '../finding.ts';

/** The types of the exported files. */
const TYPES = ['application/problem+json', 'application/json', 'text/html', 'text/markdown', 'text/plain'];
const MAX_BYTES = 100_000;
/** What a proxy should have replaced: SSI of nginx, templates of Caddy, and variables that were never read. */
const TEMPLATE = /<!--#\s?[a-z]+|\{\{\s*[\w.$"]+|\{%\s?\w+|\$\{?request_id\b|\{http\.[\w.]+\}/;

/** Whether the body is what the client asked for, and whether it is valid. */
export function checkBody(asked: Asked): readonly CheckFault[] {
  const { ask, answer } = asked;
  const type = typeOf(answer);
  const expected = ask.provocation.readsHeader ? ask.client.types : TYPES;
  if (type === undefined || !expected.includes(type)) return [wrongType(asked, type, expected)];
  if (ask.method === 'HEAD') return [];
  const rest = TEMPLATE.exec(answer.body)?.[0];
  if (rest !== undefined && !hasReference(answer)) return [notRun(rest)];
  return [...ofProblem(asked, type), ...ofNumber(asked, type), ...ofCharset(asked, type), ...ofSize(asked)];
}

/** Whether the proxy has written the reference. Then such text is that of the page, as `{{ name }}` of a page with Vue or a text about templates. */
function hasReference(answer: Asked['answer']): boolean {
  const [reference = ''] = fieldsOf(answer, 'error-reference');
  return /^[\w.:-]{4,}$/.test(reference) && answer.body.includes(reference);
}

function wrongType({ ask, answer }: Asked, type: string | undefined, expected: readonly string[]): CheckFault {
  const isHtml = type === 'text/html';
  return {
    code: 'wrong-type',
    severity: 'error',
    what: isHtml
      ? 'A client that wants no page gets HTML. A program cannot read it.'
      : type === undefined
        ? 'The answer has no `Content-Type`, so the client has to guess.'
        : 'The client gets another format than the app itself would send.',
    found: [answer.status === 0 ? 'nothing' : (type ?? 'no Content-Type')],
    expected: expected[0] as string,
    todo: ask.provocation.readsHeader
      ? 'Choose the file by `Accept`: a `map` in nginx, a matcher in Caddy. The configuration of `npx halyard export` has it.'
      : 'Give the exported file its type.',
  };
}

function notRun(rest: string): CheckFault {
  return {
    code: 'template-not-run',
    severity: 'error',
    what: 'The body has text that the proxy should have replaced with the reference.',
    found: [rest],
    expected: 'the reference',
    todo: 'In nginx: `ssi on; ssi_types *;` in the `location` of the exported files. In Caddy: `templates` before `file_server`.',
  };
}

function ofProblem({ answer }: Asked, type: string): readonly CheckFault[] {
  if (!type.endsWith('json')) return [];
  const wrong = (found: string, expected: string): CheckFault => ({
    code: 'invalid-problem',
    severity: 'error',
    what: 'The problem document is not valid, so a program cannot use it (RFC 9457).',
    found: [found],
    expected,
    todo: 'Serve the exported file of this status unchanged, except for its reference.',
  });
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch (error) {
    return [wrong((error as Error).message.slice(0, 120), 'JSON')];
  }
  // JSON of the app's own has any form: a preset of Sails sends the text "Not Found".
  if (type === 'application/json' && !isProblem(value)) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [wrong('a value that is no object', 'an object')];
  const { status, title } = value as Record<string, unknown>;
  if (typeof status === 'number' && status >= 400 && status < 600 && status !== answer.status) return [otherNumber(status, answer.status)];
  if (status !== answer.status) return [wrong(`status ${JSON.stringify(status)} in a ${answer.status}`, `status ${answer.status}`)];
  return typeof title === 'string' && title !== '' ? [] : [wrong('no title', 'a title')];
}

/** Whether this is a problem document: it has the two members that Halyard always writes. */
function isProblem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'status' in value && 'title' in value;
}

/** The number in the title or in the first line: a page of one status is often served for all. */
function ofNumber({ answer }: Asked, type: string): readonly CheckFault[] {
  const line =
    type === 'text/html' ? /<title>([^<]{0,300})/i.exec(answer.body)?.[1] : type.startsWith('text/') ? answer.body.slice(0, 300).split('\n', 1)[0] : undefined;
  const number = /(?:^|[\s(])([45]\d\d)(?=[\s):]|$)/.exec(line ?? '')?.[1];
  return number === undefined || Number(number) === answer.status ? [] : [otherNumber(Number(number), answer.status)];
}

function otherNumber(number: number, status: number): CheckFault {
  return {
    code: 'other-number',
    severity: 'error',
    what: 'The body is that of another status.',
    found: [`${number} in a ${status}`],
    expected: String(status),
    todo: 'Serve the file of each status: `error_page 502 503 504 /50x.html` serves one for all.',
  };
}

function ofCharset({ answer }: Asked, type: string): readonly CheckFault[] {
  const value = fieldsOf(answer, 'content-type')[0] ?? '';
  const charset = /;\s*charset="?([^";\s]{1,40})/i.exec(value)?.[1]?.toLowerCase();
  const isUtf8 = !answer.body.includes('\uFFFD');
  if (!type.startsWith('text/') || (charset === 'utf-8' && isUtf8)) return [];
  const isWrong = charset !== undefined || !isUtf8;
  return [
    {
      code: isWrong ? 'wrong-charset' : 'no-charset',
      severity: isWrong ? 'error' : 'warning',
      what: !isUtf8
        ? 'The body has bytes that are no UTF-8, so letters are shown wrong.'
        : isWrong
          ? 'The type names another encoding than that of the exported file, so letters such as ä are shown wrong.'
          : 'The type names no encoding, so letters such as ä may be shown wrong.',
      found: [value],
      expected: isUtf8 ? `${type}; charset=utf-8` : 'a body in UTF-8',
      todo: isUtf8
        ? 'In nginx: `charset utf-8; charset_types *;`, or the whole type in `default_type`.'
        : 'Serve the exported file unchanged. Save a page of your own as UTF-8.',
    },
  ];
}

function ofSize({ answer }: Asked): readonly CheckFault[] {
  if (answer.bytes <= MAX_BYTES) return [];
  return [
    {
      code: 'large-page',
      severity: 'warning',
      what: 'The answer is large. A proxy sends it often, at a time when it has the least room for it.',
      found: [`${Math.round(answer.bytes / 1_000)} kB`],
      expected: `at most ${MAX_BYTES / 1_000} kB`,
      todo: 'Make the pictures and fonts of the page smaller, or leave them out.',
    },
  ];
}

import type { Answer, AnswerHead } from '../answer/answer.ts';
import { mediaTypeOf } from '../answer/answer.ts';
import { cut } from './shown.ts';

/** The result of one check. A matcher and an assert make the same message from it. */
export interface Verdict {
  readonly pass: boolean;
  /** What the response has to do: `be a problem document with the status 409`. */
  readonly wanted: string;
  /** What it has to do with `.not`, if `not to` before the words of `wanted` is hard to read. */
  readonly opposite?: string;
  /** One line for each difference. Empty if the check passes. */
  readonly differences: readonly string[];
  /** What was expected and what was received, for the diff of the runner. */
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** The message of a check that failed, or of a check that passed although `.not` was asked for. */
export function messageOf(verdict: Verdict, answer: Answer | AnswerHead, hint?: string): string {
  const { pass, wanted, opposite, differences } = verdict;
  const lines = [
    ...(hint === undefined ? [] : [hint, '']),
    pass && opposite === undefined ? `Expected the response not to ${wanted}.` : `Expected the response to ${pass ? opposite : wanted}.`,
    ...(pass ? [] : differences.map((line) => `  ${line}`)),
    '',
    `The response: ${lineOf(answer)}`,
  ];
  return lines.join('\n');
}

function lineOf(answer: Answer | AnswerHead): string {
  const head = [answer.status, mediaTypeOf(answer) ?? 'without a content-type'];
  const location = answer.fields.get('location');
  if (location !== undefined) head.push(`to ${location[0]}`);
  const body = 'body' in answer ? cut(excerpt(answer)) : '';
  return body === '' ? head.join(' ') : `${head.join(' ')}\n  ${body}`;
}

/** A page begins with styles and metadata, and what it says is in its body. */
function excerpt(answer: Answer): string {
  if (mediaTypeOf(answer) !== 'text/html') return answer.body;
  const start = answer.body.indexOf('<body');
  const title = /<title>([^<]*)/.exec(answer.body)?.[1];
  const shownBody = start === -1 ? answer.body : answer.body.slice(start);
  return title === undefined ? shownBody : `<title>${title}</title> ${shownBody}`;
}

import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Answer } from '../answer/answer.ts';
import { readAnswer } from '../answer/read-answer.ts';
import type { Verdict } from '../output/verdict.ts';

/**
 * A promise, if the body of the response is still to be read: a fetch `Response`, or a response that was not awaited. Every other response is checked at
 * once.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: it is the return type of matchers and asserts
export type Checked<Received> = Received extends PromiseLike<unknown> | { text(): Promise<string> } ? Promise<void> : void;

/** One check of a response: the verdict, and the response for its message. */
export interface Result {
  readonly verdict: Verdict;
  readonly answer: Answer;
}

/** Reads the response and judges it. */
export function checkOf(name: string, response: unknown, judge: (answer: Answer) => Verdict): MaybePromise<Result> {
  const answer = readAnswer(name, response);
  const result = (read: Answer): Result => ({ verdict: judge(read), answer: read });
  return isPromiseLike(answer) ? answer.then(result) : result(answer as Answer);
}

import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { problemDocument } from '../../core/formats/problem-document.ts';
import { boundedText } from '../../core/values/bounded-text.ts';

/** All fields of an answer together have 4 to 16 KB in the proxies between. */
const MAX_FIELD = 2_048;

/** `HX-Trigger`: an event on the element, whose detail is the problem document, as much of it as fits into a header field. */
export function triggerField(event: string, outcome: PublicOutcome): string {
  // Without the app's own members: htmx takes one named `target` for where to send the event.
  const problem = problemDocument({ ...outcome, data: undefined, errors: [] });
  const { errors, ...rest } = problem;
  const short = outcome.detail === undefined ? rest : { ...rest, detail: boundedText(outcome.detail, 200) };
  const least = { status: outcome.status, reference: outcome.reference };
  for (const detail of [problem, rest, short]) {
    const text = asciiJson({ [event]: detail });
    if (text.length <= MAX_FIELD) return text;
  }
  return asciiJson({ [event]: least });
}

/** A field holds no more than ASCII for certain (RFC 9110 §5.5). */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

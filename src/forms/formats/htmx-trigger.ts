import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { problemDocument } from '../../core/formats/problem-document.ts';
import { boundedText } from '../../core/values/bounded-text.ts';

/** Bytes. Proxies limit all header fields of a response together to 4 to 16 KB. */
const MAX_FIELD = 2_048;

/** Returns the value of `HX-Trigger`: an event on the element. Its detail is as much of the problem document as fits into a header field. */
export function triggerField(event: string, outcome: PublicOutcome): string {
  // The app's own members are left out, because htmx sends the event to the element that a member `target` names.
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

/** Only ASCII is safe in a header field (RFC 9110 §5.5). */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

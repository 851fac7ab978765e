import type { Logged, Played } from '../model/answer.ts';
import type { Finding, FindingCode } from '../model/finding.ts';
import { redacted } from './canary-finder.ts';
import { type Check, fault, shortened } from './check.ts';
import { placeOf, placeOfResponse } from './place-of.ts';
import { placeInStack } from './stack-place.ts';

type Kind = readonly [code: FindingCode, severity: Finding['severity'], todo: string];

/** What Halyard logs while it answers, by the code of the error. */
const KINDS: Readonly<Record<string, Kind>> = {
  E_VIEW: ['view-fails', 'error', 'Correct the view. Until then, visitors get the built-in page.'],
  E_VIEW_FILE: ['view-fails', 'error', 'Correct the view. Until then, visitors get the built-in page.'],
  E_VIEW_NAME: ['view-fails', 'error', 'Name a view without dots: letters, digits, `_` and `-`, in folders.'],
  E_VIEW_OUTPUT: ['view-fails', 'error', 'Let the view return a text that is not empty.'],
  E_VIEW_TIMEOUT: ['view-too-late', 'error', 'Read nothing in an error view: pass data as locals, and load it before.'],
  E_LOCALS: ['view-fails', 'error', 'Let the option `locals` return an object, also for a request without a user and a session.'],
  E_RESPONSE_TIMEOUT: ['override-too-late', 'error', 'Answer in the own response before the option `deadline`, or return `this.default(…)`.'],
  E_FIELD: ['header', 'error', 'Pass a header field of one line.'],
  E_POLICY: ['header', 'warning', 'Let the policy of the app allow what its error page needs.'],
  E_FORMAT: ['body', 'error', 'Let the format return text for each outcome, or undefined.'],
  E_ANSWERED_TWICE: ['override-fails', 'error', 'Answer once: `return` the response, and send nothing after it.'],
  E_PROMISE: ['override-fails', 'error', 'Await the promise before you pass it.'],
};

/** What failed beside the answer: Halyard has logged it, and has answered all the same. */
export const checkSecondary: Check = (played, about) => {
  const { exercise, trace } = played;
  // The reason of a promise that the drill throws is logged beside the failure: the app has not failed a second time.
  if (exercise.expected.isBroken || exercise.call?.throw === 'promise') return [];
  return trace.logged.flatMap((logged) => {
    const kind = kindOf(logged, played);
    if (kind === undefined) return [];
    const [code, severity, todo] = kind;
    // The views are known better from the trace, with file and line.
    if (code.startsWith('view-') && trace.views.some(({ error, duration }) => error !== undefined || duration > about.app.deadline)) return [];
    const text = redacted(messageOf(logged), about.canaries);
    const place = placeInStack(stackOf(logged), about) ?? (code.startsWith('view-') ? placeOf(played, about) : placeOfResponse(played, about));
    return [fault(played, { code, severity, message: shortened(text, 240), todo, place, excerpt: text })];
  });
};

function kindOf(logged: Logged, { trace }: Played): Kind | undefined {
  const code = codeOf(logged);
  if (/^halyard: the logger or a reporter failed/.test(logged.message))
    return ['not-logged', 'error', 'Correct the logger, or the function of the option `report`.'];
  if (/E_ANSWERED_TWICE/.test(logged.message)) return KINDS['E_ANSWERED_TWICE'];
  if (!logged.message.startsWith('while answering ')) return undefined;
  const known = code === undefined || !Object.hasOwn(KINDS, code) ? undefined : KINDS[code];
  if (known !== undefined) return known;
  return trace.override === undefined
    ? ['body', 'error', 'Read the record of this failure in the log: an option or a host has failed while Halyard answered.']
    : ['override-fails', 'error', 'Correct the own response. Until then, the built-in response answers.'];
}

function stackOf({ record: { err } }: Logged): unknown {
  return typeof err === 'object' && err !== null && 'stack' in err ? err.stack : undefined;
}

function codeOf({ record }: Logged): string | undefined {
  const err = record['err'];
  const code = record['code'] ?? (typeof err === 'object' && err !== null && 'code' in err ? err.code : undefined);
  return typeof code === 'string' ? code : undefined;
}

/** The message of the error in one line, without `while answering 404 notFound:`, so that the same fault of two responses is one finding. */
function messageOf({ message }: Logged): string {
  const line = message.split('\n', 1)[0] as string;
  const at = line.startsWith('while answering ') ? line.indexOf(': ') : -1;
  return at === -1 ? line : line.slice(at + 2);
}

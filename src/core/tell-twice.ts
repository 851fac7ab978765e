import { Answered, type Caller } from './answered.ts';
import { safeOutcome } from './define-response.ts';
import { defined } from './defined.ts';
import { HalyardError } from './errors.ts';
import type { Call } from './read-call.ts';
import { tell } from './report/report.ts';
import type { Occurrence } from './respond.ts';
import type { Settings } from './settings.ts';

/** The first answer stands; what the second call says is told, and not sent. */
export function again(settings: Settings, state: Answered, call: Call, { handled, caller }: { readonly handled: boolean; readonly caller: Caller }): undefined {
  const first = state.occurrence as Occurrence;
  const { forgotten } = call;
  forgotten?.watch(first.failed);
  // As it was said: what a library has to say of it is not asked for any more.
  const outcome = forgotten === undefined ? safeOutcome(call.entry.definition, call.args) : call.outcome;
  const told = first.outcome.causes ?? [];
  const untold = (outcome.causes ?? []).filter((cause) => !told.includes(cause));
  const late = first.instead({ ...outcome, causes: untold });
  // Thrown after the answer: a failure of its own, which has no other record.
  if (!handled && untold.length > 0) late.report(false);
  else if (!state.toldTwice || untold.length > 0) tellTwice(settings, state, new Answered(outcome.name, caller), late);
}

/** A second response in one request: one record that names both places (in development) and keeps the error the second one brought. */
function tellTwice(settings: Settings, first: Answered, second: Answered, late: Occurrence): void {
  first.toldTwice = true;
  const development = settings.environment.mode === 'development';
  const sites = development ? { first: first.site?.(), second: second.site?.() } : undefined;
  const found = `${second.name}()${placed(sites?.second)}, after ${first.name}()${placed(sites?.first)}`;
  const { message } = new HalyardError('E_ANSWERED_TWICE', { found, expected: 'one response a request', todo: 'Put `return` before the first call.' });
  const [err] = late.errors();
  const record = { reference: late.reference, ...sites, ...defined({ err }) };
  tell(settings, development ? 'error' : 'warn', record, message.replaceAll('\n', ''));
}

function placed(site: string | undefined): string {
  return site === undefined ? '' : ` ${site}`;
}

import type { Answered } from './answered.ts';
import { defined } from './defined.ts';
import { HalyardError } from './errors.ts';
import { tell } from './report/report.ts';
import type { Occurrence } from './respond.ts';
import type { Settings } from './settings.ts';

/** A second response in one request: one record that names both places (in development) and keeps the error the second one brought. */
export function tellTwice(settings: Settings, first: Answered, second: Answered, late: Occurrence): void {
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

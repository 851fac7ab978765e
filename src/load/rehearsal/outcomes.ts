import { disclose, type PublicOutcome } from '../../core/disclosure/disclose.ts';
import { safeOutcome } from '../../core/responses/define-response.ts';
import { statusPhrase } from '../../core/values/status.ts';
import type { RehearsedSettings } from '../../hosting/shared/rehearsal.ts';

/**
 * The failures that the app can answer, as a stranger gets them in production: one for each title of its responses, for each registered status, and for each
 * status that a view is named after. They have no message and no data. The `outcome` of a response is not called, because it is the app's code and expects
 * arguments.
 */
export function rehearsedOutcomes({ mapping, report }: RehearsedSettings, views: readonly string[]): readonly PublicOutcome[] {
  const outcomes = new Map<string, PublicOutcome>();
  const add = (name: string, status: number, title: string): void => {
    const key = `${status} ${title}`;
    if (status < 400 || outcomes.has(key)) return;
    const outcome = safeOutcome({ name, status, title, outcome: () => ({}) }, []);
    outcomes.set(key, disclose(outcome, { revealed: false, errors: () => [], reference: undefined, now: report.now }));
  };
  for (const { name, definition } of mapping.responses.byName.values()) add(name, definition.status, definition.title);
  const named = views.map((view) => Number(view.slice(view.lastIndexOf('/') + 1))).filter(Number.isInteger);
  for (const status of [...REGISTERED, ...named]) add(String(status), status, statusPhrase(status));
  return [...outcomes.values()].sort((one, other) => one.status - other.status);
}

/** The registered statuses of failures. An error that carries one of them keeps it. */
const REGISTERED = Array.from({ length: 200 }, (_, index) => 400 + index).filter((status) => !/^(?:Client|Server) Error$/.test(statusPhrase(status)));

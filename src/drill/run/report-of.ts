import { findingsOf } from '../checks/findings-of.ts';
import { reachesRoute } from '../faults/reaches-route.ts';
import type { Played } from '../model/answer.ts';
import type { Canary } from '../model/canary.ts';
import type { AppFacts, DrillReport, Skipped, SummaryCell } from '../model/drill-report.ts';
import type { EngineFacts } from '../model/engine-facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Client } from './client.ts';

interface Parts {
  readonly app: AppFacts;
  readonly played: readonly Played[];
  readonly canaries: readonly Canary[];
  readonly skipped: readonly Skipped[];
  /** Faults that the app did not survive. */
  readonly crashes: readonly Finding[];
  readonly client: Client;
  /** What the output of the app's process shows, beside these findings. */
  readonly outputLeaks: (known: readonly Finding[]) => readonly Finding[];
  readonly everyRoute: EngineFacts['everyRoute'];
  /** When the drill began, by the monotonic clock. */
  readonly began: number;
}

/** Checks the answers, and makes the report. */
export async function reportOf({ app, played, canaries, skipped, crashes, client, everyRoute, outputLeaks, began }: Parts): Promise<DrillReport> {
  // A link that could call code of the app is taken for one that works. Fastify does not list the routes that were defined before Halyard.
  const lookUp = async (path: string): Promise<number> => {
    if (app.host === 'Fastify' || reachesRoute(everyRoute, { method: 'GET', path }, app.host) !== undefined) return 200;
    return (await client.send({ method: 'GET', path, headers: { accept: '*/*' } })).status;
  };
  const inAnswers = await findingsOf(played, { app, canaries }, { lookUp });
  const findings = [...crashes, ...inAnswers, ...outputLeaks(inAnswers)];
  return {
    version: 1,
    app,
    findings,
    skipped: [...skipped, ...notPlayed(played)],
    summary: summaryOf(played, findings),
    played,
    duration: performance.now() - began,
  };
}

/** The situations in which middleware of the app answered before the response was played: an authentication, a limit, or an error of its own. */
function notPlayed(played: readonly Played[]): readonly Skipped[] {
  const statuses = new Map<string, number[]>();
  for (const { exercise, answer, trace } of played) {
    if (exercise.call === undefined || trace.isPlayed || answer.status === 0) continue;
    statuses.set(exercise.situation, [...(statuses.get(exercise.situation) ?? []), answer.status]);
  }
  return Array.from(statuses, ([situation, found]) => ({
    what: `${found.length} answers of "${situation}"`,
    why: `the app answered ${[...new Set(found)].join(', ')} itself, before the response was played`,
  }));
}

/** The answers and findings of each response for each kind of client. A finding that several answers of a cell show counts once. */
function summaryOf(played: readonly Played[], findings: readonly Finding[]): readonly SummaryCell[] {
  const faults = new Map<number, Finding[]>();
  for (const finding of findings) for (const id of finding.exercises) faults.set(id, [...(faults.get(id) ?? []), finding]);
  const cells = new Map<string, { response: string; client: string; answers: number; found: Set<Finding> }>();
  for (const { exercise } of played) {
    const { client, call, expected, id } = exercise;
    const response = call?.response ?? expected.response ?? '';
    const cell = cells.get(`${response} ${client}`) ?? { response, client, answers: 0, found: new Set() };
    cell.answers++;
    for (const finding of faults.get(id) ?? []) cell.found.add(finding);
    cells.set(`${response} ${client}`, cell);
  }
  return Array.from(cells.values(), ({ found, ...cell }) => ({ ...cell, findings: found.size }));
}

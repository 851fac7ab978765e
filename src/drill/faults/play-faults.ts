import { exerciseOf } from '../exercises/exercises.ts';
import type { Plan } from '../exercises/plan.ts';
import { type Answer, fieldsOf, type Played, type Trace } from '../model/answer.ts';
import type { Skipped } from '../model/drill-report.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding } from '../model/finding.ts';
import type { Client } from '../run/client.ts';
import type { DrilledApp } from '../run/drilled-app.ts';
import { crashOf } from './crash-of.ts';
import type { FaultApp, FaultDraft } from './fault.ts';
import { FAULTS } from './index.ts';
import { reachesRoute, routeAnswers } from './reaches-route.ts';
import { sendBytes, sendPieces } from './wire.ts';

interface Parts {
  readonly app: DrilledApp;
  readonly client: Client;
  readonly plan: Plan;
  readonly about: FaultApp;
  /** The first id that no exercise has. */
  readonly firstId: number;
  readonly progress: (done: number, total: number, what: string) => void;
}

/** What became of the faults. */
export interface PlayedFaults {
  readonly played: readonly Played[];
  readonly skipped: readonly Skipped[];
  /** The app has ended, or answers no more. */
  readonly crashes: readonly Finding[];
}

interface Planned {
  readonly draft: FaultDraft;
  readonly exercise: Exercise;
}

/** Milliseconds in which the output of a process that has ended arrives. */
const LAST_WORDS = 200;
/** So many requests to the middleware of the app may wait until the end of the client's patience. */
const MOST_UNANSWERED = 2;
const NEVER = new Promise<never>(() => {});

const pause = (milliseconds: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));

const EMPTY: Trace = { logged: [], views: [], isPlayed: false };

/** Sends each fault to the running app, one after the other, and looks after each whether the app still answers. */
export async function playFaults({ app, client, plan, about, firstId, progress }: Parts): Promise<PlayedFaults> {
  const skipped: Skipped[] = [];
  const planned = plannedOf(about, plan, { firstId, skipped });
  const health = exerciseOf(HEALTH, firstId + planned.length, plan);
  await app.add([...planned.map(({ exercise }) => exercise), health]);
  const played: Played[] = [];
  let unanswered = 0;
  for (const { draft, exercise } of planned) {
    // A health check has its answer before the middleware. If that never answers, each of the others would wait for nothing.
    if (unanswered >= MOST_UNANSWERED && exercise.call === undefined && draft.isRefusedByNode !== true) {
      skipped.push({ what: exercise.situation, why: 'the middleware of the app answers no request in time' });
      continue;
    }
    const answer = await send(app.origin, client, { draft, exercise });
    if (exercise.call === undefined && answer.ended === 'timeout') unanswered++;
    // The process answers the question after what it has begun, so the trace of a broken connection is in it, too.
    const isWell = (await client.send(health)).status !== 0;
    const traces = await Promise.race([app.traces().catch(() => undefined), isWell ? NEVER : pause(LAST_WORDS)]);
    if (traces === undefined || !isWell) {
      // What the app has written arrives after the news of its end.
      await pause(LAST_WORDS);
      const crash = { exercise, output: app.output, root: plan.app.root, canaries: plan.canaries, isHanging: app.isRunning };
      skipped.push({ what: 'those after it', why: `the app did not survive "${exercise.situation}"` });
      return { played, skipped: grouped(skipped), crashes: [crashOf(crash)] };
    }
    const trace = traces[exercise.id] ?? EMPTY;
    const refusal = trace.route === undefined ? refusedBy(exercise, answer) : undefined;
    if (refusal !== undefined) skipped.push({ what: exercise.situation, why: refusal });
    else if (trace.route === undefined) played.push({ exercise, answer, trace });
    else skipped.push({ what: exercise.situation, why: routeAnswers(trace.route) });
    progress(played.length, planned.length, 'Faults');
  }
  return { played, skipped: grouped(skipped), crashes: [] };
}

/** Why the app's middleware has kept a request from Halyard: it limits the number of requests, or sends a visitor to its login. */
function refusedBy({ call, expected }: Exercise, answer: Answer): string | undefined {
  if (call !== undefined || expected.statuses.length === 0 || fieldsOf(answer, 'error-reference').length > 0) return undefined;
  if (answer.status === 429) return 'middleware of the app answered 429, because the drill sends many requests: raise its limit for the drill';
  const [location] = fieldsOf(answer, 'location');
  const isRedirect = answer.status >= 300 && answer.status < 400 && location !== undefined && !expected.statuses.includes(answer.status);
  return isRedirect ? `middleware of the app redirects to ${location.split(/[?#]/, 1)[0]}` : undefined;
}

/** A response that is played before the first middleware, so nothing of the app but its server can keep it from answering. */
const HEALTH: FaultDraft = {
  situation: 'health',
  client: 'problem',
  call: { response: 'notFound', args: 'none', at: 'start' },
  expected: { response: 'notFound', statuses: [404], types: [] },
};

/** The requests of each fault that this app can take. The others are noted with the reason. */
function plannedOf(about: FaultApp, plan: Plan, { firstId, skipped }: { readonly firstId: number; readonly skipped: Skipped[] }): readonly Planned[] {
  const planned: Planned[] = [];
  for (const fault of FAULTS) {
    const why = new Set([fault.skips?.(about)].filter((one) => one !== undefined));
    for (const draft of why.size > 0 ? [] : fault.drafts) {
      const exercise = exerciseOf(draft, firstId + planned.length, plan);
      const reason = reasonAgainst(about, { draft, exercise });
      if (reason === undefined) planned.push({ draft, exercise });
      else why.add(reason);
    }
    for (const reason of why) skipped.push({ what: fault.name, why: reason });
  }
  return planned;
}

/** Why this app does not get a request of a fault. The session plays a call before the middleware, whatever the path is. */
function reasonAgainst({ engine, facts, isRemote }: FaultApp, { draft, exercise }: Planned): string | undefined {
  if (draft.call !== undefined) return isRemote ? 'the server runs already, so nothing in its process can be made to fail' : undefined;
  return draft.isRefusedByNode ? undefined : reachesRoute(engine.everyRoute, exercise, facts.host);
}

function send(origin: string, client: Client, { draft, exercise }: Planned): Promise<Answer> {
  if (draft.bytes !== undefined) return sendBytes(origin, draft.bytes(exercise));
  if (draft.pieces === undefined && !draft.leavesEarly) return client.send(exercise);
  return sendPieces(origin, exercise, { pieces: draft.pieces?.() ?? [], leavesEarly: draft.leavesEarly === true });
}

/** One entry for all faults that were skipped for the same reason. */
function grouped(skipped: readonly Skipped[]): readonly Skipped[] {
  const faults = new Map<string, Set<string>>();
  for (const { what, why } of skipped) faults.set(why, (faults.get(why) ?? new Set()).add(what));
  return Array.from(faults, ([why, names]) => ({ what: `faults: ${[...names].join(', ')}`, why }));
}

import { crashOf } from '../faults/crash-of.ts';
import type { Answer, Played, Trace } from '../model/answer.ts';
import type { Canary } from '../model/canary.ts';
import type { Skipped } from '../model/drill-report.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding } from '../model/finding.ts';
import type { Client } from './client.ts';
import type { DrilledApp } from './drilled-app.ts';

const AT_ONCE = 16;
/** So many answers in a row do not arrive from an app that has ended or hangs. The drill stops then, and does not wait for each of the others. */
const MOST_MISSING = 16;
/** Milliseconds in which the output of a process that has ended arrives. */
const LAST_WORDS = 200;
const EMPTY: Trace = { logged: [], views: [], isPlayed: false };

interface Parts {
  readonly app: DrilledApp;
  readonly client: Client;
  readonly exercises: readonly Exercise[];
  readonly root: string;
  readonly canaries: readonly Canary[];
  readonly progress: (done: number, total: number, what: string) => void;
}

/** What became of the exercises. */
export interface PlayedResponses {
  readonly played: readonly Played[];
  readonly skipped: readonly Skipped[];
  /** The app has ended, or answers no more. */
  readonly crashes: readonly Finding[];
}

/** Sends the exercises, 16 at a time. What the app has answered itself, before the response could be played, is played once more before its middleware. */
export async function playAll(parts: Parts): Promise<PlayedResponses> {
  const first = await playOnce(parts);
  const refused = first.played.filter(isRefused);
  if (first.crashes.length > 0 || refused.length === 0) return first;
  const again = refused.map(({ exercise }) => ({ ...exercise, call: exercise.call && { ...exercise.call, at: 'start' as const } }));
  const second = await playOnce({ ...parts, exercises: again });
  const replayed = new Map(second.played.map((one) => [one.exercise.id, one]));
  return {
    played: first.played.map((one) => (isRefused(one) ? (replayed.get(one.exercise.id) ?? one) : one)),
    skipped: [{ what: `${refused.length} answers after the middleware of the app`, why: whyRefused(refused) }, ...second.skipped],
    crashes: second.crashes,
  };
}

/** Middleware has answered, such as a limit of requests. A route that matches is another reason, and the drill does not call it. */
function isRefused({ exercise, answer, trace }: Played): boolean {
  return exercise.call?.at === 'end' && !trace.isPlayed && trace.route === undefined && answer.status !== 0;
}

function whyRefused(refused: readonly Played[]): string {
  const statuses = [...new Set(refused.map(({ answer }) => answer.status))].join(', ');
  const place = refused.find(({ trace }) => trace.sentAt !== undefined)?.trace.sentAt;
  const where = place === undefined ? '' : ` at ${place.file}:${place.line}`;
  return `the app answered ${statuses} itself${where}, so they were played before its middleware`;
}

async function playOnce({ app, client, exercises, root, canaries, progress }: Parts): Promise<PlayedResponses> {
  await app.add(exercises);
  const answers: (Answer | undefined)[] = [];
  let [next, done, missing] = [0, 0, 0];
  const work = async (): Promise<void> => {
    while (next < exercises.length && missing < MOST_MISSING) {
      const index = next++;
      const answer = await client.send(exercises[index] as Exercise);
      answers[index] = answer;
      missing = answer.status === 0 ? missing + 1 : 0;
      done++;
      if (done % AT_ONCE === 0 || done === exercises.length) progress(done, exercises.length, 'Playing');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const isLost = missing >= MOST_MISSING;
  const traces = await app.traces().catch(() => undefined);
  const asPlayed = (exercise: Exercise, index: number): readonly Played[] => {
    const answer = answers[index];
    if (answer === undefined || (traces === undefined && answer.status === 0)) return [];
    return [{ exercise, answer, trace: traces?.[exercise.id] ?? EMPTY }];
  };
  const played = exercises.flatMap(asPlayed);
  if (traces !== undefined && !isLost) return { played, skipped: [], crashes: [] };
  // What the app has written arrives after the news of its end.
  await new Promise((resolve) => setTimeout(resolve, LAST_WORDS));
  const exercise = exercises.find((_, index) => (answers[index]?.status ?? 0) === 0) ?? (exercises[0] as Exercise);
  return {
    played,
    skipped: [{ what: `${exercises.length - played.length} answers and all faults`, why: `the app did not survive "${exercise.situation}"` }],
    crashes: [crashOf({ exercise, output: app.output, root, canaries, isHanging: app.isRunning })],
  };
}

import { randomBytes } from 'node:crypto';
import { exerciseOf, exercisesOf } from '../exercises/exercises.ts';
import type { OwnSituation, ReadySituation } from '../exercises/plan.ts';
import type { Played, Trace } from '../model/answer.ts';
import { canariesOf } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { AppFacts, DrillReport, Skipped } from '../model/drill-report.ts';
import type { Exercise } from '../model/exercise.ts';
import { Client } from './client.ts';
import type { DrilledApp } from './drilled-app.ts';
import { nameOfEntry, openApp } from './open-app.ts';
import { reportOf } from './report-of.ts';
import { halyardVersion } from './version.ts';

/** How a drill runs. */
export interface DrillOptions {
  /** The names of the responses to play. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** Situations of the app, such as a signed-in user. */
  readonly situations?: readonly OwnSituation[] | undefined;
  /** Language tags that the app has translations for. Each response is also played in these languages. */
  readonly languages?: readonly string[] | undefined;
  /** `NODE_ENV` of the app's process. Default: `production`. */
  readonly nodeEnv?: string | undefined;
  /** Milliseconds that the app may take to start. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** The export of the entry that is the app. Default: the first that looks like one. */
  readonly exportName?: string | undefined;
  /** Called when a part of the work is done. */
  readonly progress?: ((done: number, total: number, what: string) => void) | undefined;
}

const EMPTY: Trace = { logged: [], views: [], isPlayed: false };
const PROBES = { start: 1, end: 2 } as const;

/**
 * Plays every response of an app for every kind of client, and looks for faults in the answers. No route of the app is called.
 *
 * @param entry - The path or `file:` URL of a module that exports the app or starts its server (it runs in a process of its own), or the app itself, a function
 * that makes it, the options of Halyard, or the address of a development server on this machine.
 * @returns the report. Its `findings` are empty if all is well.
 * @throws DrillError E_DRILL_ENTRY, E_DRILL_START, E_DRILL_ENDED, E_DRILL_OPTION
 * @example
 * const report = await drill(app);
 * assert.deepEqual(report.findings, []);
 */
export async function drill(entry: unknown, options: DrillOptions = {}): Promise<DrillReport> {
  const began = performance.now();
  const { progress = () => {} } = options;
  const [token, key] = [randomBytes(16).toString('hex'), randomBytes(6).toString('hex')];
  const canaries = canariesOf(key);
  progress(0, 0, 'Starting the app');
  const app = await openApp(entry, { ...options, token, key, canaries });
  const client = new Client(app.origin);
  try {
    const plan = { canaries, token, reachesEnd: true };
    const probes = probesOf(plan);
    await app.add(probes);
    for (const probe of probes) await client.send(probe);
    const found = await app.facts();
    if (found === undefined) throw notMounted(nameOfEntry(entry));
    const facts: AppFacts = { ...found, entry: nameOfEntry(entry), halyard: halyardVersion(), languages: options.languages ?? [] };
    const reachesEnd = (await app.traces())[PROBES.end]?.isPlayed === true;
    const skipped: readonly Skipped[] = reachesEnd ? [] : [notReached(facts, app.isRemote ?? false)];
    const own = await readySituations(options.situations ?? [], app);
    const played = await playAll(app, client, exercisesOf({ ...plan, app: facts, reachesEnd, only: onlyOf(options.only, facts), own }), progress);
    return await reportOf({ app: facts, played, canaries, skipped, client, began });
  } finally {
    client.close();
    await app.stop();
  }
}

/** Two requests that find out about the app: one is played before its middleware, and one after it. */
function probesOf(plan: Parameters<typeof exerciseOf>[2]): readonly Exercise[] {
  const expected = { response: 'notFound', statuses: [404], types: [] };
  return (['start', 'end'] as const).map((at) =>
    exerciseOf({ situation: 'probe', client: 'browser', call: { response: 'notFound', args: 'none', at }, expected }, PROBES[at], plan),
  );
}

/** Signs in where a situation asks for it. */
async function readySituations(situations: readonly OwnSituation[], { origin }: DrilledApp): Promise<readonly ReadySituation[]> {
  return Promise.all(
    situations.map(async ({ headers = {}, ...rest }) => ({ ...rest, headers: typeof headers === 'function' ? await headers(origin) : headers })),
  );
}

/** Sends the exercises, 16 at a time. */
async function playAll(
  app: DrilledApp,
  client: Client,
  exercises: readonly Exercise[],
  progress: NonNullable<DrillOptions['progress']>,
): Promise<readonly Played[]> {
  await app.add(exercises);
  const answers: Played['answer'][] = [];
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    while (next < exercises.length) {
      const index = next++;
      answers[index] = await client.send(exercises[index] as Exercise);
      done++;
      if (done % 16 === 0 || done === exercises.length) progress(done, exercises.length, 'Playing');
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  const traces = await app.traces();
  return exercises.map((exercise, index) => ({ exercise, answer: answers[index] as Played['answer'], trace: traces[exercise.id] ?? EMPTY }));
}

/** @throws DrillError E_DRILL_OPTION for a name that no response has */
function onlyOf(only: readonly string[] | undefined, { responses }: AppFacts): readonly string[] | undefined {
  const unknown = only?.find((name) => !responses.some((response) => response.name === name));
  if (unknown === undefined) return only;
  throw new DrillError('E_DRILL_OPTION', {
    found: `the response "${unknown}"`,
    expected: `one of ${responses.map(({ name }) => name).join(', ')}`,
    todo: '"halyard responses" lists them.',
  });
}

function notMounted(entry: string): DrillError {
  return new DrillError('E_DRILL_START', {
    found: `${entry}, an app in which Halyard got no request`,
    expected: 'an app on which Halyard is mounted',
    todo: '"halyard init" prints the lines that mount it.',
  });
}

function notReached({ host }: AppFacts, isRemote: boolean): Skipped {
  if (isRemote) return { what: 'every response', why: 'a server that runs already plays no responses: give the file of the app' };
  const why =
    host === 'fetch' || host === 'node:http'
      ? `a handler of ${host} answers every request itself, so no response is played after it`
      : 'the app answers a path without a route itself, so each response was played before its middleware';
  return { what: 'responses after the middleware of the app', why };
}

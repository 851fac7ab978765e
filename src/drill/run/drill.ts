import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { exerciseOf, exercisesOf } from '../exercises/exercises.ts';
import type { OwnSituation } from '../exercises/plan.ts';
import type { Played, Trace } from '../model/answer.ts';
import { canariesOf } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { AppFacts, DrillReport, Skipped } from '../model/drill-report.ts';
import type { Exercise } from '../model/exercise.ts';
import { Client } from './client.ts';
import { reportOf } from './report-of.ts';
import { AppProcess, rootOf } from './start-app.ts';

/** How a drill runs. */
export interface DrillOptions {
  /** The names of the responses to play. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** Situations of the app, such as a signed-in user. */
  readonly situations?: readonly OwnSituation[] | undefined;
  /** Language tags that the app has translations for. Each response is also played in these languages. */
  readonly languages?: readonly string[] | undefined;
  /** `NODE_ENV` of the app. Default: `production`. */
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
 * Plays every response of an app, in its own process, and looks for faults in the answers.
 *
 * @param entry - The path of a module that exports the app or listens itself.
 * @throws DrillError E_DRILL_ENTRY, E_DRILL_START, E_DRILL_ENDED
 */
export async function drill(entry: string, options: DrillOptions = {}): Promise<DrillReport> {
  const began = performance.now();
  const { nodeEnv = 'production', timeout = 30_000, progress = () => {}, exportName } = options;
  const path = resolve(entry);
  mustBeFile(path, entry);
  const [token, key] = [randomBytes(16).toString('hex'), randomBytes(6).toString('hex')];
  const canaries = canariesOf(key);
  const root = rootOf(path);
  const environment = { DRILL_API_KEY: canaries.find(({ place }) => place === 'environment')?.value ?? '' };
  progress(0, 0, 'Starting the app');
  const app = await AppProcess.start({ entry: path, root, exportName, nodeEnv, secret: `${token}.${key}`, environment, timeout });
  const client = new Client(app.origin);
  try {
    const skipped: Skipped[] = [];
    const plan = { canaries, token, reachesEnd: true };
    const probes = probesOf(plan);
    await app.add(probes);
    for (const probe of probes) await client.send(probe);
    const found = await app.facts();
    if (found === undefined) throw notMounted(entry);
    const facts: AppFacts = { ...found, entry, halyard: version(), languages: options.languages ?? [] };
    const reachesEnd = (await app.traces())[PROBES.end]?.isPlayed === true;
    if (!reachesEnd) skipped.push(notReached(facts));
    const exercises = exercisesOf({ ...plan, app: facts, reachesEnd, only: options.only, own: options.situations });
    await app.add(exercises);
    const answers = await sendAll(client, exercises, progress);
    const traces = await app.traces();
    const played = exercises.map((exercise, index): Played => ({ exercise, answer: answers[index] as Played['answer'], trace: traces[exercise.id] ?? EMPTY }));
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

async function sendAll(client: Client, exercises: readonly Exercise[], progress: NonNullable<DrillOptions['progress']>): Promise<readonly Played['answer'][]> {
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
  return answers;
}

function mustBeFile(path: string, entry: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return;
  throw new DrillError('E_DRILL_ENTRY', {
    found: `${entry}, which ${found === undefined ? 'does not exist' : 'is a folder'}`,
    expected: 'the file of your app that exports it or starts its server, or the address of a development server',
    todo: 'halyard drill ./server.js',
  });
}

function notMounted(entry: string): DrillError {
  return new DrillError('E_DRILL_START', {
    found: `${entry}, an app in which Halyard got no request`,
    expected: 'an app on which Halyard is mounted',
    todo: 'Mount it, as docs/express.md and the pages of the other hosts show. "halyard init" prints the lines.',
  });
}

function notReached({ host }: AppFacts): Skipped {
  const why =
    host === 'fetch' || host === 'node:http'
      ? `a handler of ${host} answers every request itself, so no response is played after it`
      : 'the app answers a path without a route itself, so each response was played before its middleware';
  return { what: 'responses after the middleware of the app', why };
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { readonly version: string }).version;
}

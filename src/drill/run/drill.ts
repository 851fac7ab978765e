import { randomBytes } from 'node:crypto';
import { exerciseOf, exercisesOf, FIRST_ID } from '../exercises/exercises.ts';
import type { OwnSituation, Plan, ReadySituation } from '../exercises/plan.ts';
import { type PlayedFaults, playFaults } from '../faults/play-faults.ts';
import { reachesRoute, routeAnswers } from '../faults/reaches-route.ts';
import type { Trace } from '../model/answer.ts';
import { canariesOf } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { AppFacts, DrillReport, Skipped } from '../model/drill-report.ts';
import type { Exercise } from '../model/exercise.ts';
import { playSockets } from '../sockets/play-sockets.ts';
import type { Client } from './client.ts';
import type { DrilledApp } from './drilled-app.ts';
import { nameOfEntry, openApp } from './open-app.ts';
import { playAll } from './play-all.ts';
import { reachApp } from './reached-app.ts';
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
const NO_FAULTS: PlayedFaults = { played: [], skipped: [], crashes: [] };
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
  let client: Client | undefined;
  try {
    const secrets = { canaries, token, reachesEnd: true };
    const [first, last] = probesOf(secrets);
    const { found, ...reached } = await reachApp(app, first, nameOfEntry(entry));
    client = reached.client;
    await app.add([last]);
    const { everyRoute, hasStore, sockets, hasHttp, sent, ...known } = found;
    const facts: AppFacts = { ...known, entry: nameOfEntry(entry), halyard: halyardVersion(), languages: options.languages ?? [] };
    // A route that matches every path would be called after the middleware, so the second probe is not sent.
    const wildcard = reachesRoute(everyRoute, { ...last, method: 'HEAD' }, facts.host);
    if (hasHttp && wildcard === undefined) await client.send(last);
    const { [PROBES.end]: ended = EMPTY } = await app.traces();
    const reachesEnd = ended.isPlayed;
    const isRemote = app.isRemote ?? false;
    const notAtEnd: readonly Skipped[] = !hasHttp
      ? [{ what: 'answers over HTTP', why: 'Halyard is mounted on sockets only' }]
      : reachesEnd
        ? []
        : [notReached(facts, isRemote, wildcard ?? (ended.route && routeAnswers(ended.route)))];
    const own = await readySituations(options.situations ?? [], app);
    const plan: Plan = { ...secrets, app: facts, reachesEnd, sent, only: onlyOf(options.only, facts), own };
    const exercises = hasHttp ? exercisesOf(plan) : [];
    const { root } = facts;
    const responses = await playAll({ app, client, exercises, root, canaries, progress });
    const { played } = responses;
    const survived = responses.crashes.length === 0;
    const about = {
      facts,
      engine: { everyRoute, hasStore, sockets, hasHttp, sent },
      isRemote,
      rendersViews: played.some(({ trace }) => trace.views.length > 0),
    };
    const ofSockets = await playSockets({ app, plan, sockets: survived ? sockets : [], firstId: FIRST_ID + exercises.length, progress });
    const faults = hasHttp && survived ? await playFaults({ app, client, plan, about, firstId: ofSockets.nextId, progress }) : NO_FAULTS;
    const crashes = [...responses.crashes, ...faults.crashes];
    return await reportOf({
      ...{ app: facts, canaries, client, outputLeaks: (known) => app.outputLeaks?.(known) ?? [], began, crashes, everyRoute },
      played: [...played, ...ofSockets.played, ...faults.played],
      skipped: [...notAtEnd, ...responses.skipped, ...ofSockets.skipped, ...faults.skipped],
    });
  } finally {
    client?.close();
    await app.stop();
  }
}

/** Two requests that find out about the app: one is played before its middleware, and one after it. */
function probesOf(plan: Parameters<typeof exerciseOf>[2]): readonly [first: Exercise, last: Exercise] {
  const expected = { response: 'notFound', statuses: [404], types: [] };
  const probe = (at: 'start' | 'end'): Exercise =>
    exerciseOf({ situation: 'probe', client: 'browser', call: { response: 'notFound', args: 'none', at }, expected }, PROBES[at], plan);
  return [probe('start'), probe('end')];
}

/** Signs in where a situation asks for it. */
async function readySituations(situations: readonly OwnSituation[], { origin }: DrilledApp): Promise<readonly ReadySituation[]> {
  return Promise.all(
    situations.map(async ({ headers = {}, ...rest }) => ({ ...rest, headers: typeof headers === 'function' ? await headers(origin) : headers })),
  );
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

function notReached({ host }: AppFacts, isRemote: boolean, wildcard: string | undefined): Skipped {
  if (isRemote) return { what: 'every response', why: 'a server that runs already plays no responses: give the file of the app' };
  const why =
    host === 'fetch' || host === 'node:http'
      ? `a handler of ${host} answers every request itself, so no response is played after it`
      : `${wildcard ?? 'the app answers a path without a route itself'}, so each response was played before its middleware`;
  return { what: 'responses after the middleware of the app', why };
}

import type { Plan, ReadySituation } from '../exercises/plan.ts';
import { type Answer, fieldsOf, type Played, type Trace } from '../model/answer.ts';
import type { Skipped } from '../model/drill-report.ts';
import type { SocketFacts } from '../model/engine-facts.ts';
import { type Exercise, OF_SOCKET } from '../model/exercise.ts';
import { Client } from '../run/client.ts';
import type { DrilledApp } from '../run/drilled-app.ts';
import { type Acknowledged, type Handshake, PollingSocket, SocketRefused } from './polling-socket.ts';
import { type SocketExercise, socketExercises } from './socket-exercises.ts';
import { askForUpgrade } from './upgrade.ts';

interface Parts {
  readonly app: DrilledApp;
  readonly plan: Plan;
  readonly sockets: readonly SocketFacts[];
  /** The first id that no exercise has. */
  readonly firstId: number;
  readonly progress: (done: number, total: number, what: string) => void;
}

/** What became of the exercises over sockets. */
export interface PlayedSockets {
  readonly played: readonly Played[];
  readonly skipped: readonly Skipped[];
  /** The first id that no exercise has now. */
  readonly nextId: number;
}

const GIVE = 'Give the `headers` or the `auth` of a client in a situation (--situations)';
const EMPTY: Trace = { logged: [], views: [], isPlayed: false };

/** Plays each failing response over a real socket of each server of sockets. No listener of the app is called. */
export async function playSockets({ app, plan, sockets, firstId, progress }: Parts): Promise<PlayedSockets> {
  const skipped: Skipped[] = [];
  const played: Played[] = [];
  let nextId = firstId;
  for (const socket of sockets) {
    const what = `answers over ${socket.kind} at ${socket.path}`;
    if (socket.closed !== undefined) {
      skipped.push({ what, why: socket.closed });
      continue;
    }
    const planned = socketExercises(socket, plan, nextId);
    nextId += planned.length;
    await app.add(planned.map(({ exercise }) => exercise));
    const origin = socket.origin ?? app.origin;
    const { answers, why } = socket.kind === 'ws' ? await overUpgrades(origin, planned) : await overPolling(origin, { socket, plan, planned });
    const traces = await app.traces();
    for (const { exercise } of planned) {
      const answer = answers.get(exercise.id);
      if (answer !== undefined) played.push({ exercise, answer, trace: traces[exercise.id] ?? EMPTY });
    }
    for (const [name, reason] of why) skipped.push({ what: name === '' ? what : `${what}, ${name}`, why: reason });
    progress(played.length, nextId - firstId, 'Sockets');
  }
  return { played, skipped, nextId };
}

interface Answers {
  readonly answers: ReadonlyMap<number, Answer>;
  /** Why a socket was not opened, by the name of its situation. */
  readonly why: ReadonlyMap<string, string>;
}

async function overUpgrades(origin: string, planned: readonly SocketExercise[]): Promise<Answers> {
  const answers = new Map<number, Answer>();
  const why = new Map<string, string>();
  for (const { exercise, own } of planned) {
    const answer = await askForUpgrade(origin, exercise);
    // An answer over HTTP is that of another exercise. The close frame itself was not seen.
    const isRefused = exercise.call?.closes === true && answer.status !== 0 && fieldsOf(answer, 'close-code').length === 0;
    if (!isRefused) answers.set(exercise.id, answer);
    else why.set(own ?? 'close frames', `the app refuses the connection. ${GIVE}`);
  }
  return { answers, why };
}

interface OverPolling {
  readonly socket: SocketFacts;
  readonly plan: Plan;
  readonly planned: readonly SocketExercise[];
}

/** A socket for visitors, and one for each situation of the app. If visitors are refused, the first situation that is not plays what is theirs. */
async function overPolling(origin: string, { socket, plan, planned }: OverPolling): Promise<Answers> {
  const answers = new Map<number, Answer>();
  const why = new Map<string, string>();
  const client = new Client(origin);
  const canary = plan.canaries.find(({ place }) => place === 'body')?.value;
  try {
    const names = [...new Set(planned.map(({ own }) => own ?? ''))];
    const accepted = new Map<string, Handshake>();
    for (const name of names) {
      const found = await acceptedBy(client, { socket, plan, planned, name });
      if (typeof found === 'string') why.set(name, found);
      else accepted.set(name, found);
    }
    const [other] = accepted.values();
    if (accepted.size > 0) why.delete('');
    for (const name of names) {
      const handshake = accepted.get(name) ?? (name === '' ? other : undefined);
      if (handshake === undefined) continue;
      let open: PollingSocket | undefined;
      for (const { exercise } of planned.filter(({ own }) => (own ?? '') === name)) {
        const began = performance.now();
        if (open?.isOpen !== true) open = await PollingSocket.open(client, handshake);
        answers.set(exercise.id, answerOf(await open.emit(...messageOf(exercise, socket, canary)), performance.now() - began));
      }
      await open?.close();
    }
  } finally {
    client.close();
  }
  return { answers, why };
}

/** The handshake that a namespace of the server accepts, or why none does. */
async function acceptedBy(client: Client, { socket, plan, planned, name }: OverPolling & { readonly name: string }): Promise<Handshake | string> {
  const situation: ReadySituation | undefined = plan.own?.find((own) => own.name === name);
  const one = planned.find(({ own }) => (own ?? '') === name)?.exercise;
  const query = [one?.path.split('?', 2)[1], ...(socket.kind === 'Sails' ? [SDK] : [])].join('&');
  const headers = { ...one?.headers, 'halyard-drill': `${plan.token}.${OF_SOCKET}` };
  let reason = 'it has no namespace';
  for (const namespace of socket.namespaces) {
    const handshake = { path: `${socket.path}?${query}`, headers, namespace, auth: situation?.auth };
    try {
      await (await PollingSocket.open(client, handshake)).close();
      return handshake;
    } catch (error) {
      if (!(error instanceof SocketRefused)) throw error;
      if (namespace === socket.namespaces[0]) reason = error.message;
    }
  }
  return `${reason}. ${GIVE}`;
}

/** The event of an exercise, and its argument. */
function messageOf({ id, path, headers }: Exercise, { kind }: SocketFacts, canary: string | undefined): readonly [name: string, argument: unknown] {
  if (kind === 'Sails') return ['get', { method: 'get', url: path, headers, data: {} }];
  return [`halyard-drill/${id}`, { note: canary }];
}

/** What `sails.io.js` says about itself in the query of its handshake. */
const SDK = '__sails_io_sdk_version=1.2.1&__sails_io_sdk_platform=node&__sails_io_sdk_language=javascript';

/** An ack as an answer. Events that came with it are lines of their own in the body. Sails calls the status `statusCode`. */
function answerOf({ ack, events, ended }: Acknowledged, duration: number): Answer {
  const acked = (typeof ack === 'object' && ack !== null ? ack : {}) as Acked;
  const known = acked.status ?? acked.statusCode;
  const { headers, body } = typeof known === 'number' ? acked : { headers: {}, body: ack };
  const text = [...(body === undefined ? [] : [JSON.stringify(body)]), ...events].join('\n');
  const fields = Object.entries(headers ?? {}).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name.toLowerCase(), String(one)]));
  const status = typeof known === 'number' ? known : ack === undefined ? 0 : 200;
  return { status, headers: fields, body: text, bytes: Buffer.byteLength(text), ended, duration };
}

interface Acked {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { DrillAnswer, DrillMount, DrillSession } from '../../hosting/shared/drill-door.ts';
import type { FailedPlace, Trace } from '../model/answer.ts';
import type { Canary } from '../model/canary.ts';
import { type Exercise, OF_SOCKET } from '../model/exercise.ts';
import type { AppFiles } from './app-files.ts';
import { type OpenedSockets, openSockets, type SocketServer } from './open-sockets.ts';
import { playStatus, setOriginalUrl } from './play-status.ts';
import { sendHead } from './send-head.ts';
import { noteSender } from './sent-place.ts';
import { silenceEnd } from './silence.ts';
import { spy } from './spy.ts';
import { newRunning, type Running, running, traceOf } from './trace-of.ts';
import { Values } from './values.ts';

/** The header field by which a request names its exercise. Without an open session, no code reads it. */
const DRILL_FIELD = 'halyard-drill';

/** What a session does with the app. */
export interface SessionOptions {
  readonly files: AppFiles;
  /** The secret of this run. A request that does not have it is no exercise. */
  readonly token: string;
  readonly canaries: readonly Canary[];
  /** Answers as in production, although the app was started in development. */
  readonly conceals: boolean;
  /** Does not pass the records of exercises on to the app's logger. */
  readonly isQuiet: boolean;
  /** Neither logs nor reports a failure of an exercise. */
  readonly isSilent?: boolean;
}

/** A drill in the process of the app. It plays responses at the places where the app's own code would call them. */
export class AppSession implements DrillSession {
  /** The mounts that were seen, in their order, and the first one that got a request. */
  readonly mounts = new Map<object, DrillMount>();
  main: DrillMount | undefined;
  /** The reply of the first exercise. */
  firstNative: object | undefined;
  /** The place of the call that mounts Halyard. */
  mountedAt: FailedPlace | undefined;
  readonly #options: SessionOptions;
  readonly #values: Values;
  readonly #undo: (() => void)[] = [];
  readonly #exercises = new Map<number, Exercise>();
  readonly #running = new Map<number, Running>();
  #sockets: OpenedSockets | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#values = new Values(options.canaries);
  }

  /** Adds exercises. Requests with their ids are played. */
  add(exercises: readonly Exercise[]): void {
    for (const exercise of exercises) this.#exercises.set(exercise.id, exercise);
  }

  /** What has happened in the exercises since the last call, by id. */
  takeTraces(): Readonly<Record<number, Trace>> {
    const traces = Object.fromEntries([...this.#running].map(([id, one]) => [id, traceOf(one)]));
    this.#running.clear();
    return traces;
  }

  /** The servers of sockets, from now on without the app's own listeners for the sockets of the drill. */
  get sockets(): readonly SocketServer[] {
    this.#sockets ??= openSockets(this);
    return this.#sockets.servers;
  }

  /** Makes the app as it was before. */
  close(): void {
    this.#sockets?.undo();
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  mounted(mount: DrillMount): void {
    const { responder } = mount;
    if (this.mounts.has(responder)) return;
    this.mounts.set(responder, mount);
    this.mountedAt ??= this.#options.files.placeOfError(new Error('mounted'));
    const respondWith = responder.respondWith.bind(responder);
    this.#undo.push(spy(mount, this.#options));
    // Where no route has matched, the host asks for notFound. An exercise plays its response in place of that.
    responder.respondWith = (native, name, ...args) => {
      const exercise = this.#exerciseOf(mount, native);
      if (exercise?.call?.at !== 'end') return respondWith(native, name, ...args);
      const now = this.#begin(exercise);
      return now.isPlayed || now.route !== undefined ? respondWith(native, name, ...args) : running.run(now, () => this.#play(mount, native, now));
    };
    this.#undo.push(() => {
      Reflect.deleteProperty(responder, 'respondWith');
    });
    if (mount.server === undefined) return;
    // A socket that is open is closed by the response of a failure.
    const fail = responder.fail.bind(responder);
    responder.fail = (native, error, handled) => {
      const exercise = this.#exerciseOf(mount, native);
      if (exercise?.call?.closes !== true) return fail(native, error, handled);
      const now = this.#begin(exercise);
      return now.isPlayed ? fail(native, error, handled) : running.run(now, () => this.#play(mount, native, now));
    };
    this.#undo.push(() => {
      Reflect.deleteProperty(responder, 'fail');
    });
  }

  starts(mount: DrillMount, native: object): DrillAnswer | undefined {
    this.mounted(mount);
    const exercise = this.#exerciseOf(mount, native);
    if (exercise === undefined) return undefined;
    this.main ??= mount;
    this.firstNative ??= native;
    const now = this.#begin(exercise);
    // The middleware of the app runs in this context, too.
    running.enterWith(now);
    noteSender(native, now, this.#options.files);
    if (exercise.call?.at === 'start') {
      const request = mount.host.read(native).native;
      setOriginalUrl(request);
      if (this.#options.isSilent) silenceEnd(native, request);
      return { sending: this.#play(mount, native, now) };
    }
    // A host that routes before the first hook, as Fastify does, knows now that a route would be called. The app may have defined it before Halyard.
    const { route } = mount.host.read(native);
    // The hook of Sails itself is bound to every path.
    now.route = mount.host.name === 'Sails' && route === '/*' ? undefined : route;
    return now.route === undefined ? undefined : { sending: mount.responder.respondWith(native, 'notFound') };
  }

  /** The exercise of a request with these header fields, or of a message that came over a socket of the drill. */
  exerciseIn(field: string | undefined, url = ''): Exercise | undefined {
    if (!this.isDrilled(field)) return undefined;
    const id = field?.split('.')[1];
    // The handshake of a socket has the secret, and the name of each event ends with the number of its exercise.
    return this.#exercises.get(Number(id === OF_SOCKET ? url.slice(url.lastIndexOf('/') + 1) : id));
  }

  /** Whether the header field of a request has the secret of this run. */
  isDrilled(field: string | undefined): boolean {
    return field?.split('.')[0] === this.#options.token;
  }

  #exerciseOf({ host }: DrillMount, native: object): Exercise | undefined {
    const request = host.read(native);
    return this.exerciseIn(request.header(DRILL_FIELD), request.url);
  }

  #begin(exercise: Exercise): Running {
    const known = this.#running.get(exercise.id);
    if (known !== undefined) return known;
    const now = newRunning(exercise);
    this.#running.set(exercise.id, now);
    return now;
  }

  #play({ responder }: DrillMount, native: object, now: Running): MaybePromise<unknown> {
    const { call } = now.exercise;
    now.isPlayed = true;
    if (call === undefined) return undefined;
    if (call.status !== undefined) return playStatus(responder, native, call.status, call.isBuiltIn);
    if (call.headSent) sendHead(native);
    const { respondWith, fail } = Object.getPrototypeOf(responder) as typeof responder;
    const restore = call.broken === 'slow view' ? shortenDeadline(responder.settings.rendering) : undefined;
    const play = (): MaybePromise<unknown> =>
      call.throw === undefined
        ? respondWith.call(responder, native, call.response, ...this.#values.argumentsOf(call, isInternal(responder, call.response)))
        : fail.call(responder, native, this.#values.thrown(call.throw));
    const sending = play();
    if (call.isTwice) void play();
    if (restore !== undefined) void Promise.resolve(sending).then(restore, restore);
    return sending;
  }
}

/** Whether production hides the message and the data of this response: those of a 5xx are for the log. What an own response does with them is its own. */
function isInternal({ settings }: DrillMount['responder'], name: string): boolean {
  const entry = settings.mapping.responses.byName.get(name);
  return entry !== undefined && entry.override === undefined && entry.definition.status >= 500;
}

/** Milliseconds that a view gets in the exercise in which it never ends. The app's own deadline may be minutes. */
const SHORT_DEADLINE = 250;

/** Lowers the deadline of the views. The exercise is played alone. Returns a function that ends it. */
function shortenDeadline(rendering: { readonly deadline: number }): () => void {
  const { deadline } = rendering;
  const set = (value: number): void => void Object.defineProperty(rendering, 'deadline', { value, configurable: true, enumerable: true, writable: true });
  set(Math.min(deadline, SHORT_DEADLINE));
  return () => set(deadline);
}

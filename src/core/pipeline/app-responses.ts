import type { Host } from '../ports/host.ts';
import type { AppResponse } from '../responses/app-response.ts';
import type { ResponseEntry } from '../responses/response-table.ts';
import type { Settings } from '../settings/settings.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { resumeReadings } from '../values/read-once.ts';
import type { Answered, Stateful } from './answered.ts';
import { headSent } from './handle-closed.ts';
import type { Occurrence } from './occurrence.ts';
import { OverrideContext, waitForAppResponse } from './override-context.ts';
import { readCall } from './read-call.ts';

type Sending<Sent> = MaybePromise<Sent | undefined>;

/** Runs an app's own responses: the files of `api/responses/` and the functions of the option `responses`. */
export class AppResponses<Native extends object, Sent> {
  readonly #host: Host<Native, Sent>;
  readonly #settings: Settings;
  readonly #send: (native: Native, occurrence: Occurrence) => Sending<Sent>;

  constructor(host: Host<Native, Sent>, settings: Settings, send: (native: Native, occurrence: Occurrence) => Sending<Sent>) {
    this.#host = host;
    this.#settings = settings;
    this.#send = send;
  }

  /** Answers with the built-in response that the app's own response has called. It runs once, under the same reference. */
  runDefault(native: Native, state: Answered, entry: ResponseEntry, args: readonly unknown[]): Sending<Sent> {
    resumeReadings(state.readings);
    const { outcome, unawaited, plain } = readCall(this.#settings.mapping, entry, args, { caller: this.runDefault, thrown: false });
    state.log(outcome.status);
    const occurrence = (state.occurrence as Occurrence).withOutcome(outcome);
    occurrence.plain = plain;
    if (unawaited !== undefined) {
      unawaited.watch(occurrence.failed);
      occurrence.failed(unawaited);
    }
    state.isApps = false;
    const sending = this.#send(native, occurrence);
    state.sending = sending;
    return sending;
  }

  /** Runs the app's own response. Never throws. */
  run(native: Native & Stateful, state: Answered, entry: ResponseEntry, override: AppResponse, args: readonly unknown[]): Sending<Sent> {
    const occurrence = state.occurrence as Occurrence;
    state.isApps = true;
    const context = new OverrideContext(this.#host.context(native), {
      name: entry.name,
      disclosed: () => occurrence.disclosed,
      format: () => occurrence.formats[0]?.name ?? 'problem',
      callDefault: (own) => (state.isApps ? this.runDefault(native, state, entry, own) : undefined),
    });
    let result: unknown;
    try {
      result = override.apply(context, args as unknown[]);
      if (!isPromiseLike(result)) this.#host.keepReturned?.(native, result);
    } catch (error) {
      return this.#failed(native, state, entry, error);
    }
    if (!isPromiseLike(result) && this.#isAnswered(native, state)) {
      this.#log(native, state);
      return state.sending as Sending<Sent>;
    }
    return this.#wait(native, state, entry, result);
  }

  async #wait(native: Native & Stateful, state: Answered, entry: ResponseEntry, result: unknown): Promise<Sent | undefined> {
    const { deadline, now } = this.#settings.rendering;
    try {
      const returned = (value: unknown): void => this.#host.keepReturned?.(native, value);
      await waitForAppResponse(result, { returned, name: entry.name, deadline, now, isAnswered: () => this.#isAnswered(native, state) });
      this.#log(native, state);
      return (await state.sending) as Sent | undefined;
    } catch (error) {
      return this.#failed(native, state, entry, error);
    }
  }

  #isAnswered(native: Native, state: Answered): boolean {
    return !state.isApps || this.#host.progress(native) !== 'open';
  }

  /** Logs the failure with the status that the app's own response has sent. A client that is gone has received none. */
  #log(native: Native, state: Answered): void {
    const progress = this.#host.progress(native);
    state.log(progress === 'open' || progress === 'gone' ? undefined : this.#host.sentStatus?.(native));
  }

  /** Logs the failure. Then the replaced built-in response answers. If the app's response has sent a head, the connection ends. */
  #failed(native: Native & Stateful, state: Answered, entry: ResponseEntry, error: unknown): Sending<Sent> {
    const occurrence = state.occurrence as Occurrence;
    const wasApps = state.isApps;
    this.#log(native, state);
    state.isApps = false;
    if (entry.opaque) {
      state.occurrence = occurrence.withOutcome({ ...occurrence.outcome, causes: [error] });
      state.occurrence.report({ handled: false });
    } else occurrence.failed(error);
    const progress = this.#host.progress(native);
    if (progress === 'head-sent') return headSent(this.#host, native, state.occurrence as Occurrence);
    if (progress !== 'open' || !wasApps) return state.sending as Sending<Sent>;
    return this.#send(native, state.occurrence as Occurrence);
  }
}

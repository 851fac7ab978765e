import { entryNamed, type ResponseCall, safeResponseForError } from '../error-mapping/response-for-error.ts';
import type { Host } from '../ports/host.ts';
import type { Representation } from '../ports/representation.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { Settings } from '../settings/settings.ts';
import { isInstance } from '../values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { endReadings, resumeReadings } from '../values/read-once.ts';
import { UnawaitedPromiseError } from '../values/unawaited-promise.ts';
import { Answered, type Caller, keepReadings, STATE, type Stateful } from './answered.ts';
import { AppResponses } from './app-responses.ts';
import { deliver, logBroken, writePlainText } from './deliver.ts';
import { handleClosed } from './handle-closed.ts';
import { Occurrence } from './occurrence.ts';
import { type Call, failedCall, readCall } from './read-call.ts';
import { reportSecondAnswer } from './second-answer.ts';

type Sending<Sent> = MaybePromise<Sent | undefined>;

/** Answers calls of responses and thrown values on one host, each request once. It is made once, at start. */
export class Responder<Native extends object, Sent = void> {
  readonly settings: Settings;
  readonly #host: Host<Native, Sent>;
  readonly #appResponses: AppResponses<Native, Sent>;

  constructor(host: Host<Native, Sent>, settings: Settings) {
    this.#host = host;
    this.settings = settings;
    this.#appResponses = new AppResponses(host, settings, (native, occurrence) => this.#send(native, occurrence));
  }

  /**
   * Makes the response methods for the prototype of a host's reply, so that no closure is made per request. `native` maps the receiver of a method to
   * the host's native object. `returned` makes the return value of each method.
   */
  methods<Receiver, Returned = Sending<Sent>>(
    native: (receiver: Receiver) => Native,
    returned: (sending: Sending<Sent>, receiver: Receiver) => Returned = (sending) => sending as Returned,
  ): Record<string, (this: Receiver, ...args: readonly unknown[]) => Returned> {
    const responder = this;
    const methods: Record<string, (this: Receiver, ...args: readonly unknown[]) => Returned> = {};
    for (const entry of this.settings.mapping.responses.byName.values()) {
      methods[entry.name] = function response(...args) {
        return returned(responder.#answer(native(this), { entry, args }, true, response), this);
      };
    }
    methods['negotiate'] = function negotiate(error) {
      return returned(responder.fail(native(this), error, true), this);
    };
    return methods;
  }

  /** Answers with the response of this name. Hosts use it for unmatched routes. */
  respondWith(native: Native, name: string, ...args: readonly unknown[]): Sending<Sent> {
    return this.#answer(native, { entry: entryNamed(this.settings.mapping.responses, name), args }, true, this.respondWith);
  }

  /**
   * Answers a value that was thrown, rejected with or passed to `next`. It replaces a success that was not sent yet. An earlier failure stands.
   * `handled`: a response method was called.
   */
  fail(native: Native & Stateful, error: unknown, handled = false): Sending<Sent> {
    resumeReadings(native[STATE]?.readings);
    // The status of a reply that Halyard has answered is the status of that answer.
    const facts = () => (native[STATE] === undefined ? this.#host.factsOf?.(native, error) : undefined);
    const call = safeResponseForError(error, this.settings.mapping, facts);
    if (call.entry.definition.status >= 400 && this.#host.takeBack?.(native)) delete native[STATE];
    return this.#answer(native, call, handled, this.fail);
  }

  #answer(native: Native & Stateful, call: ResponseCall, handled: boolean, caller: Caller): Sending<Sent> {
    try {
      return this.#answerOnce(native, call, handled, caller);
    } catch (error) {
      // The host cannot be read, so only status and title are sent.
      const reported = native[STATE]?.isReported === true;
      return writePlainText(this.#host, native, call.entry.definition, logBroken(this.settings, { ...call, reported }, error));
    } finally {
      keepReadings(native[STATE]);
    }
  }

  #answerOnce(native: Native & Stateful, { entry, args, cause }: ResponseCall, handled: boolean, caller: Caller): Sending<Sent> {
    const before = native[STATE];
    if (before?.isApps) return this.#appResponses.runDefault(native, before, entry, args);
    const state = new Answered(entry.name, this.settings.report, caller);
    const thrown = caller === this.fail;
    if (before === undefined && !thrown) endReadings();
    const call = readCall(this.settings.mapping, entry, args, { caller, thrown, cause, site: state.site });
    if (before !== undefined) return reportSecondAnswer(before, call, { handled, caller, afterResponse: this.#host.progress(native) === 'finished' });
    native[STATE] = state;
    const occurrence = new Occurrence(this.settings, this.#host.read(native), call.outcome);
    occurrence.plain = call.plain;
    call.unawaited?.watch(occurrence.failed);
    const progress = this.#host.progress(native);
    const { override, opaque } = call.entry;
    // An error that comes after the answer has one record, whether it was thrown or passed to a response. A call without an error is reported below.
    const afterResponse = progress === 'finished' && !opaque && (!handled || call.outcome.causes?.[0] !== undefined);
    state.progress = progress;
    state.expect(occurrence, handled, afterResponse);
    if (afterResponse) return void state.log();
    // An app's own response chooses the status, so its failure is logged later. A concealed failure is logged with its own status.
    if (opaque || progress === 'gone' || progress === 'finished') state.toReport = undefined;
    else if (progress !== 'open' || override === undefined || occurrence.outcome.concealAs !== undefined) state.log();
    if (progress !== 'open') {
      const found = `${entry.name}() was called after the request had been answered by other means`;
      return handleClosed(this.#host, native, { report: this.settings.report, occurrence, progress, found });
    }
    if (occurrence.outcome.concealAs !== undefined) return this.#conceal(native, state, occurrence.outcome.concealAs);
    return this.#run(native, state, call);
  }

  /** Runs the app's own response, or sends the occurrence if there is none. */
  #run(native: Native & Stateful, state: Answered, { entry, args }: Pick<Call, 'entry' | 'args'>): Sending<Sent> {
    if (entry.override === undefined) return this.#send(native, state.occurrence as Occurrence);
    return this.#appResponses.run(native, state, entry, entry.override, args);
  }

  /** Answers with another response in place of the real one, which is in the log. An app's own response of that name is used. */
  #conceal(native: Native & Stateful, state: Answered, name: string): Sending<Sent> {
    const entry = entryNamed(this.settings.mapping.responses, name);
    state.occurrence = (state.occurrence as Occurrence).withOutcome(safeOutcome(entry.definition, []));
    return this.#run(native, state, { entry, args: [] });
  }

  #send(native: Native, occurrence: Occurrence): Sending<Sent> {
    try {
      const representation = occurrence.represent();
      if (!isPromiseLike(representation)) return this.#write(native, occurrence, representation);
      this.#host.rendering?.(native);
      const write = (ready: Representation): Sending<Sent> => this.#write(native, occurrence, ready);
      return representation.then(write, (error: unknown) => this.#unsendable(native, occurrence, error));
    } catch (error) {
      return this.#unsendable(native, occurrence, error);
    }
  }

  #write(native: Native, occurrence: Occurrence, representation: Representation): Sending<Sent> {
    const found = `the request was answered by other means while ${occurrence.outcome.name}() was rendering`;
    return deliver(this.#host, native, {
      occurrence,
      representation,
      closed: (progress) => handleClosed(this.#host, native, { report: this.settings.report, occurrence, progress, found }),
    });
  }

  /** Answers a server error, because writing the data of a success found a promise. Nothing was sent before. */
  #unsendable(native: Native & Stateful, occurrence: Occurrence, error: unknown): Sending<Sent> {
    const state = native[STATE];
    if (!isInstance(error, UnawaitedPromiseError) || state === undefined) throw error;
    const call = failedCall(this.settings.mapping, error, occurrence.outcome, state.site?.());
    const failure = occurrence.withOutcome(call.outcome);
    state.expect(failure, true);
    error.watch(failure.failed);
    if (call.entry.override === undefined) state.log();
    return this.#run(native, state, call);
  }
}

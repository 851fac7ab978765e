import { Answered, type Caller, STATE, type Stateful } from './answered.ts';
import { holdsBefore, withDeadline } from './deadline.ts';
import { safeOutcome } from './define-response.ts';
import { errorRecord } from './error-record.ts';
import { HalyardError } from './errors.ts';
import type { Host, Progress } from './host.ts';
import { isPromiseLike, type MaybePromise } from './maybe-promise.ts';
import type { Outcome } from './outcome.ts';
import { entryNamed, saidBy } from './outcome-of-error.ts';
import { type AppResponse, OverrideContext } from './override.ts';
import { tell } from './report/report.ts';
import type { Representation } from './representation.ts';
import { lastWords, Occurrence } from './respond.ts';
import type { ResponseEntry } from './response-table.ts';
import type { Settings } from './settings.ts';
import { again } from './tell-twice.ts';
import { understood } from './understood.ts';

type Sending<Sent> = MaybePromise<Sent | undefined>;

/** A host with its settings: answers calls and thrown values, each request once. Made once, at start. */
export class Responder<Native extends object, Sent = void> {
  readonly settings: Settings;
  readonly #host: Host<Native, Sent>;

  constructor(host: Host<Native, Sent>, settings: Settings) {
    this.#host = host;
    this.settings = settings;
  }

  /**
   * The response methods, as functions of `this`: for the prototype of a host's reply, so that a request costs no closure.
   * `native` finds the object the host is asked with from the one the method is called on; `given`, what the call gives back to the app.
   */
  methods<Receiver, Given = Sending<Sent>>(
    native: (receiver: Receiver) => Native,
    given: (sending: Sending<Sent>, receiver: Receiver) => Given = (sending) => sending as Given,
  ): Record<string, (this: Receiver, ...args: readonly unknown[]) => Given> {
    const responder = this;
    const methods: Record<string, (this: Receiver, ...args: readonly unknown[]) => Given> = {};
    for (const entry of this.settings.responses.byName.values()) {
      methods[entry.name] = function response(...args) {
        return given(responder.#answer(native(this), entry, args, true, response), this);
      };
    }
    methods['negotiate'] = function negotiate(error) {
      return given(responder.fail(native(this), error, true), this);
    };
    return methods;
  }

  /** Answers with a response by its name, as a host does for an unmatched route. */
  say(native: Native, name: string, ...args: readonly unknown[]): Sending<Sent> {
    return this.#answer(native, entryNamed(this.settings.responses, name), args, true, this.say);
  }

  /** Answers something that was thrown, rejected with or passed to `next`. A success gives way to it while nobody has seen it; a failure stands. */
  fail(native: Native & Stateful, error: unknown, handled = false): Sending<Sent> {
    const { entry, args } = saidBy(error, this.settings);
    if (entry.definition.status >= 400 && this.#host.takeBack?.(native)) delete native[STATE];
    return this.#answer(native, entry, args, handled, this.fail);
  }

  #answer(native: Native & Stateful, entry: ResponseEntry, args: readonly unknown[], handled: boolean, caller: Caller): Sending<Sent> {
    try {
      return this.#answerOnce(native, entry, args, handled, caller);
    } catch (error) {
      // A host that cannot even be read: what is left is status and title.
      const [{ name }, { status, title }, { now, understand }] = [entry, entry.definition, this.settings];
      tell(this.settings, 'error', { response: name, status, err: errorRecord(error, now, understand) }, `while answering ${status} ${name}`);
      return this.#lastWords(native, { status, title });
    }
  }

  #answerOnce(native: Native & Stateful, entry: ResponseEntry, args: readonly unknown[], handled: boolean, caller: Caller): Sending<Sent> {
    const before = native[STATE];
    if (before !== undefined)
      return before.isApps
        ? this.#default(native, before, entry, args)
        : again(this.settings, before, safeOutcome(entry.definition, args), { handled, caller });
    const state = new Answered(entry.name, this.settings.environment.mode === 'development' ? caller : undefined);
    native[STATE] = state;
    const occurrence = new Occurrence(this.settings, this.#host.read(native), this.#outcome(entry, args));
    state.occurrence = occurrence;
    const progress = this.#host.progress(native);
    if (!entry.opaque && progress !== 'gone') occurrence.report(handled);
    if (progress !== 'open') return this.#closed(native, occurrence, progress, `${entry.name}() was called after the request had been answered by other means`);
    if (occurrence.outcome.concealAs !== undefined) return this.#conceal(native, state, occurrence.outcome.concealAs);
    if (entry.override === undefined) return this.#send(native, occurrence);
    return this.#runApps(native, state, entry, entry.override, args);
  }

  #outcome({ definition }: ResponseEntry, args: readonly unknown[]): Outcome {
    return understood(safeOutcome(definition, args), this.settings.understand);
  }

  /** The real outcome is in the log; the client meets the other response, the app's own if there is one. */
  #conceal(native: Native & Stateful, state: Answered, name: string): Sending<Sent> {
    const entry = entryNamed(this.settings.responses, name);
    state.occurrence = (state.occurrence as Occurrence).instead(safeOutcome(entry.definition, []));
    if (entry.override === undefined) return this.#send(native, state.occurrence);
    return this.#runApps(native, state, entry, entry.override, []);
  }

  /** A response called from within the app's own: the built-in one, once, under the same reference. */
  #default(native: Native, state: Answered, entry: ResponseEntry, args: readonly unknown[]): Sending<Sent> {
    const occurrence = (state.occurrence as Occurrence).instead(this.#outcome(entry, args));
    state.isApps = false;
    const sending = this.#send(native, occurrence);
    state.sending = sending;
    return sending;
  }

  #runApps(native: Native & Stateful, state: Answered, entry: ResponseEntry, override: AppResponse, args: readonly unknown[]): Sending<Sent> {
    const occurrence = state.occurrence as Occurrence;
    state.isApps = true;
    const context = new OverrideContext(this.#host.context(native), {
      name: entry.name,
      disclosed: () => occurrence.disclosed,
      format: () => occurrence.formats[0]?.name ?? 'problem',
      callDefault: (own) => (state.isApps ? this.#default(native, state, entry, own) : undefined),
    });
    let result: unknown;
    try {
      result = override.apply(context, args as unknown[]);
    } catch (error) {
      return this.#appsFailed(native, state, entry, error);
    }
    if (!isPromiseLike(result) && this.#isAnswered(native, state)) return state.sending as Sending<Sent>;
    return this.#waitForApps(native, state, entry, result);
  }

  async #waitForApps(native: Native & Stateful, state: Answered, entry: ResponseEntry, result: unknown): Promise<Sent | undefined> {
    const { deadline, now } = this.settings;
    const until = now() + deadline;
    const late = (): Error =>
      new HalyardError('E_RESPONSE_TIMEOUT', {
        found: `response "${entry.name}" without an answer after ${deadline} ms`,
        expected: 'an answer before the option `deadline`',
      });
    try {
      await withDeadline(Promise.resolve(result), deadline, late);
      // It may have left the answer to a callback: it has what is left of the time.
      if (!(await holdsBefore(() => this.#isAnswered(native, state), until, now))) throw late();
      return (await state.sending) as Sent | undefined;
    } catch (error) {
      return this.#appsFailed(native, state, entry, error);
    }
  }

  #isAnswered(native: Native, state: Answered): boolean {
    return !state.isApps || this.#host.progress(native) !== 'open';
  }

  /** Told of, and answered by the response it replaces; or, when it had begun to answer, ended. */
  #appsFailed(native: Native & Stateful, state: Answered, entry: ResponseEntry, error: unknown): Sending<Sent> {
    const occurrence = state.occurrence as Occurrence;
    const wasApps = state.isApps;
    state.isApps = false;
    if (entry.opaque) {
      state.occurrence = occurrence.instead({ ...occurrence.outcome, causes: [error] });
      state.occurrence.report(false);
    } else occurrence.failed(error);
    const progress = this.#host.progress(native);
    if (progress === 'head-sent') return this.#headSent(native, state.occurrence as Occurrence);
    if (progress !== 'open' || !wasApps) return state.sending as Sending<Sent>;
    return this.#send(native, state.occurrence as Occurrence);
  }

  #send(native: Native, occurrence: Occurrence): Sending<Sent> {
    const representation = occurrence.represent();
    if (isPromiseLike(representation)) return representation.then((ready) => this.#write(native, occurrence, ready));
    return this.#write(native, occurrence, representation);
  }

  #write(native: Native, occurrence: Occurrence, representation: Representation): Sending<Sent> {
    try {
      const progress = this.#host.progress(native);
      if (progress !== 'open') {
        return this.#closed(native, occurrence, progress, `the request was answered by other means while ${occurrence.outcome.name}() was rendering`);
      }
      const written = this.#host.write(native, representation);
      return isPromiseLike(written) ? written.then(undefined, (error: unknown) => this.#writeFailed(native, occurrence, error)) : written;
    } catch (error) {
      return this.#writeFailed(native, occurrence, error);
    }
  }

  #writeFailed(native: Native, occurrence: Occurrence, error: unknown): Sending<Sent> {
    occurrence.failed(error);
    return this.#lastWords(native, occurrence.outcome);
  }

  #lastWords(native: Native, outcome: { readonly status: number; readonly title: string }): Sending<Sent> {
    try {
      if (this.#host.progress(native) === 'open') return this.#host.write(native, lastWords(outcome));
      return this.#host.abort(native);
    } catch {
      // The host itself is beyond help; both errors are in the log.
      return undefined;
    }
  }

  /** Nothing can be written any more: what is left is to tell of it, or to end the connection. */
  #closed(native: Native, occurrence: Occurrence, progress: Progress, found: string): Sending<Sent> {
    const { request, outcome, reference } = occurrence;
    if (progress === 'head-sent') return this.#headSent(native, occurrence);
    const { name, status } = outcome;
    if (progress === 'gone') {
      tell(this.settings, 'debug', { reference, response: name, status }, `${request.method}: the client was gone before ${name}() could answer`);
    } else tell(this.settings, 'warn', { reference }, new HalyardError('E_ANSWERED_TWICE', { found }).message.replaceAll('\n', ''));
    return undefined;
  }

  /** A body has begun. Where its type has words for a failure it ends with them; else the connection ends, so that the client notices. */
  #headSent(native: Native, occurrence: Occurrence): Sending<Sent> {
    const text = occurrence.conclusion(this.#host.begun?.(native));
    return text === undefined || this.#host.conclude === undefined ? this.#host.abort(native) : this.#host.conclude(native, text);
  }
}

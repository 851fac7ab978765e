import { disclose, type PublicOutcome } from '../disclosure/disclose.ts';
import type { Format, Rendered } from '../formats/format.ts';
import { withChallenge } from '../headers/challenge.ts';
import { headersOf } from '../headers/headers-of.ts';
import type { Level } from '../ports/logger.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { logWhileAnswering, report, writeLog } from '../report/report.ts';
import type { Outcome } from '../responses/outcome.ts';
import { withoutBody } from '../responses/without-body.ts';
import type { Settings } from '../settings/settings.ts';
import { errorRecord } from '../values/error-reading.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance } from '../values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { ownMember } from '../values/own-member.ts';
import { UnawaitedPromiseError, UnawaitedPromises } from '../values/unawaited-promise.ts';
import { plainTextAnswer } from './plain-text-answer.ts';
import { checkPolicy } from './policy.ts';
import { Represented } from './represented.ts';

/** One outcome: it is reported, disclosed, negotiated and rendered. It does not depend on a host, and it never throws, except as `represent` documents. */
export class Occurrence {
  readonly request: IncomingRequest;
  readonly outcome: Outcome;
  readonly reference: string | undefined;
  readonly #settings: Settings;
  /** The records of all errors of the request, so that an error which a second outcome also has is read once. */
  #records: Map<unknown, ErrorRecord> | undefined;
  #errors: readonly ErrorRecord[] | undefined;
  #disclosed: PublicOutcome | undefined;
  readonly #failures: unknown[] = [];
  /** Whether the data of a success was checked and is plain JSON. */
  plain = false;

  constructor(settings: Settings, request: IncomingRequest, outcome: Outcome, reference?: string) {
    this.#settings = settings;
    this.request = request;
    this.outcome = withoutBody(withChallenge(outcome, request, settings.challenge), request);
    this.reference = reference ?? (outcome.status >= 400 ? settings.report.reference() : undefined);
  }

  /** The occurrence of another outcome for the same request, under the same reference. */
  withOutcome(outcome: Outcome): Occurrence {
    const occurrence = new Occurrence(this.#settings, this.request, outcome, this.reference);
    this.#records ??= new Map();
    occurrence.#records = this.#records;
    return occurrence;
  }

  /** The records of the causes. Each cause is read once, at first use. */
  readonly errors = (): readonly ErrorRecord[] => {
    this.#errors ??= (this.outcome.causes ?? []).map((cause) => this.#record(cause));
    return this.#errors;
  };

  readonly #record = (cause: unknown): ErrorRecord => {
    this.#records ??= new Map();
    const record = this.#records.get(cause) ?? errorRecord(cause, this.#settings.report.now, this.#settings.mapping.mapLibraryValue);
    this.#records.set(cause, record);
    return record;
  };

  /** Logs the failure. `status` is that of the answer, if the app's own response has chosen another one. */
  report(about: { readonly handled: boolean; readonly afterResponse?: boolean; readonly isBroken?: boolean; readonly status?: number | undefined }): void {
    report(this.outcome, { settings: this.#settings.report, request: this.request, reference: this.reference, errors: this.errors, ...about });
  }

  get disclosed(): PublicOutcome {
    this.#disclosed ??= this.#disclosedTo(this.outcome.status >= 400 && this.#settings.disclosure.reveals(this.request));
    return this.#disclosed;
  }

  #disclosedTo(revealed: boolean): PublicOutcome {
    return disclose(this.outcome, {
      revealed,
      errors: this.errors,
      record: this.#record,
      reference: this.reference,
      now: this.#settings.report.now,
      promised: this.promised,
      mapLibraryValue: this.#settings.mapping.mapLibraryValue,
    });
  }

  get formats(): readonly Format[] {
    const preferred = this.#preferred;
    const negotiated = this.#settings.negotiation.negotiate(this.request, preferred);
    const { forms } = this.#settings;
    if (forms === undefined || (preferred !== undefined && preferred !== 'html')) return negotiated;
    const first = forms.formats(this.request, this.outcome, negotiated);
    return first.length === 0 ? negotiated : [...first, ...negotiated];
  }

  /** The format that the call or the app has set. A socket message is answered with a value, so only JSON formats count there. */
  get #preferred(): string | undefined {
    const preferred = this.outcome.format ?? this.#settings.negotiation.format(this.request);
    if (preferred === undefined || this.request.transport !== 'socket') return preferred;
    return this.#settings.negotiation.formats.some(({ name, mediaType }) => name === preferred && mediaType.endsWith('json')) ? preferred : undefined;
  }

  /**
   * Renders the outcome. If a format fails, the failure is logged and the next format renders. The last one cannot fail.
   * @throws UnawaitedPromiseError if writing the data of a success finds a promise.
   */
  represent(): MaybePromise<Representation> {
    if (this.outcome.status === 204) return this.#representation({ body: '', contentType: '', value: undefined });
    return this.#firstOf(this.formats, 0);
  }

  /** The text that ends a body of this media type after it has begun. `undefined`: the type has no such text. */
  conclusion(contentType: string | undefined): string | undefined {
    const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
    const { formats } = this.#settings.negotiation;
    const format = this.outcome.status < 400 ? undefined : formats.find(({ mediaType, conclude }) => mediaType === type && conclude !== undefined);
    try {
      return format?.conclude?.(this.disclosed);
    } catch (error) {
      this.#formatFailed(format as Format, error);
      return undefined;
    }
  }

  #firstOf(formats: readonly Format[], from: number): MaybePromise<Representation> {
    const context = {
      settings: this.#settings.rendering,
      request: this.request,
      failed: this.failed,
      note: this.note,
      plain: this.plain,
      failures: this.#failures,
      concealed: () => this.#disclosedTo(false),
    };
    for (let i = from; i < formats.length; i++) {
      const format = formats[i] as Format;
      try {
        const rendered = format.render(this.disclosed, context);
        if (isPromiseLike(rendered)) return this.#waitFor(rendered, formats, i);
        if (rendered !== undefined) return this.#representation(rendered);
      } catch (error) {
        this.#formatFailed(format, error);
      }
    }
    // No format that the client accepts can represent the outcome, so the other formats follow.
    const others = this.#settings.negotiation.formats.filter((format) => !formats.includes(format));
    return others.length === 0 ? plainTextAnswer(this.outcome) : this.#firstOf([...formats, ...others], formats.length);
  }

  async #waitFor(rendered: PromiseLike<Rendered | undefined>, formats: readonly Format[], at: number): Promise<Representation> {
    try {
      const result = await rendered;
      if (result !== undefined) return this.#representation(result);
    } catch (error) {
      this.#formatFailed(formats[at] as Format, error);
    }
    return this.#firstOf(formats, at + 1);
  }

  /** Logs the failure of a format. A promise in the data of a success is not one. */
  #formatFailed(format: Format, cause: unknown): void {
    if (isInstance(cause, UnawaitedPromiseError)) throw cause;
    const isExplained = isInstance(cause, HalyardError) && cause.code === 'E_FORMAT';
    this.failed(isExplained ? cause : new HalyardError('E_FORMAT', { found: `format "${format.name}" failing`, expected: 'text, or undefined', cause }));
  }

  #representation(rendered: Rendered): Representation {
    const { headers, removedHeaders } = headersOf(this.disclosed, rendered, this.request, (name) =>
      this.failed(
        new HalyardError('E_FIELD', {
          found: JSON.stringify(name),
          expected: 'a field of one line that does not frame the message',
          todo: 'The answer went out without it.',
        }),
      ),
    );
    if (rendered.policy !== undefined) checkPolicy(rendered.policy, this.request, this.#settings.report);
    return new Represented(ownMember(rendered, 'status') ?? this.outcome.status, headers, removedHeaders, rendered);
  }

  /** Writes a record under the same reference. */
  readonly note = (level: Level, record: Readonly<Record<string, unknown>>, line: string): void => {
    writeLog(this.#settings.report, level, { reference: this.reference, ...record }, line, this.request.logger);
  };

  /** Logs a promise that was found late in the data of a failure. The answer stands. */
  readonly promised = (promise: unknown): void => {
    const unawaited = new UnawaitedPromises([0], [promise]);
    unawaited.watch(this.failed);
    this.failed(new UnawaitedPromiseError(this.outcome.name, unawaited));
  };

  /** Logs an error that happened while this outcome was answered, as a separate record under the same reference. */
  readonly failed = (error: unknown): void => {
    const { name: response, status } = this.outcome;
    this.#failures.push(error);
    logWhileAnswering(this.#settings.report, { reference: this.reference, response, status, err: this.#record(error) }, this.request.logger);
  };
}

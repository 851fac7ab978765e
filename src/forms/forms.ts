import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { FormSupport } from '../core/formats/form-support.ts';
import type { Format } from '../core/formats/format.ts';
import type { Recovered } from '../core/formats/forms.ts';
import type { ViewError } from '../core/formats/locals.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import type { Outcome } from '../core/responses/outcome.ts';
import type { FormOptions, Options } from '../core/settings/options.ts';
import type { MaybePromise } from '../core/values/maybe-promise.ts';
import type { NothingLeft } from '../core/values/nothing-left.ts';
import { Visit } from './flash/visit.ts';
import { htmxFormat } from './formats/htmx-format.ts';
import { inertiaFormat } from './formats/inertia-format.ts';
import { recovered, wayBack } from './formats/recover.ts';
import { redirectFormat } from './formats/redirect-format.ts';
import { turboStream } from './formats/turbo-stream-format.ts';
import { ErrorForm } from './page/error-form.ts';
import { Form } from './page/form.ts';
import { PageForm } from './page/page-form.ts';
import { isFormPost } from './request/form-request.ts';
import { type FormPowers, type FormSettings, formSettings } from './request/form-settings.ts';
import { isHtmxPartial, wantsTurboStream } from './request/front-end.ts';
import { siteOf } from './request/site.ts';

const NONE: readonly never[] = [];

/** Everything that browsers' forms need beside an answer. Made once, at start, from the options `flash`, `origin`, `htmx` and `inertia`. */
export class Forms implements FormSupport {
  readonly settings: FormSettings;
  readonly #redirect: readonly Format[];
  readonly #htmx: readonly Format[];
  readonly #turbo: readonly Format[];
  readonly #inertia: readonly Format[];
  readonly #isOff: boolean;
  #hasLoggedNoStore = false;
  /** By the host's request. */
  readonly #pages = new WeakMap<object, PageForm>();

  /** @throws HalyardError E_OPTION */
  constructor(options: Options, powers: FormPowers) {
    const { flash, origin, htmx, inertia, ...left } = options as FormOptions;
    // An option of forms that is declared and not taken out above does not compile.
    left satisfies NothingLeft;
    this.settings = formSettings({ flash, origin, preset: options.preset }, powers);
    this.#isOff = flash === false;
    this.#redirect = [redirectFormat(this.settings, (native) => this.#pages.get(native as object)?.takePending() ?? {})];
    this.#htmx = [htmxFormat(htmx)];
    this.#turbo = [turboStream];
    this.#inertia = inertia === undefined ? NONE : [inertiaFormat(inertia)];
  }

  formats(request: IncomingRequest, outcome: Outcome, negotiated: readonly Format[]): readonly Format[] {
    if (outcome.status < 400 || request.transport !== 'http') return NONE;
    if (request.header('hx-request') === 'true') {
      // A part of a page shows what is wrong where it is; a whole page, and a form to be sent again, goes back.
      const back = this.#goesBack(request, outcome) && isFormPost(request, PAGE) && (!isHtmxPartial(request) || outcome.resend === true);
      return back ? [...this.#redirect, ...this.#htmx] : this.#htmx;
    }
    const inertia = request.header('x-inertia') === 'true';
    const stream = wantsTurboStream(request) ? this.#turbo : NONE;
    if (!this.#goesBack(request, outcome) || !(inertia ? request.method !== 'GET' : isFormPost(request, negotiated))) return inertia ? this.#inertia : stream;
    return inertia ? [...this.#redirect, ...this.#inertia] : [...stream, ...this.#redirect];
  }

  recover(request: IncomingRequest, outcome: PublicOutcome, restore: boolean): MaybePromise<Recovered | undefined> {
    if (outcome.status < 400 || !isFormPost(request, PAGE)) return undefined;
    return siteOf(request, this.settings.origins) === 'own' ? recovered(this.settings, request, outcome, restore) : wayBack(this.settings, request, outcome);
  }

  locals(
    request: IncomingRequest,
    { status, flash }: PublicOutcome,
    errors: readonly unknown[],
    given: Recovered | undefined,
  ): Readonly<Record<string, unknown>> {
    const { form } = ((status < 400 ? request.reply : undefined) as { readonly form?: Form } | undefined) ?? {};
    return form instanceof Form ? form.locals : new ErrorForm(this.settings, errors as readonly ViewError[], given, flash).locals;
  }

  /** A request that brought flashes along, and the page that is asked for. */
  visit(request: IncomingRequest): Visit {
    return new Visit(this.settings, request);
  }

  /** The page of a request: made when it is first asked for. `whenTold` is called when there is something to keep for the next page. */
  page(request: IncomingRequest, visit: Visit | undefined, onKeep: (page: PageForm) => void): PageForm {
    const native = request.native as object;
    const known = this.#pages.get(native);
    if (known !== undefined) return known;
    const page = new PageForm(this.settings, request, visit, onKeep);
    this.#pages.set(native, page);
    return page;
  }

  /** Once: an app that asks for a redirect should not have to find out why there is none. */
  #tellOfNoStore(): void {
    if (this.#hasLoggedNoStore || this.#isOff) return;
    this.#hasLoggedNoStore = true;
    const todo = 'Give the option flash: { secret: process.env.FLASH_SECRET } of at least 32 characters, or flash: false for pages in place.';
    this.settings.log('warn', {}, `halyard: forms are not sent back to their page, for in production there is no secret to seal what they are told. ${todo}`);
  }

  /** An invalid form, or one that has to be sent again, whose request proves that a page of this origin sent it. */
  #goesBack(request: IncomingRequest, { status, issues, resend, redirectTo }: Outcome): boolean {
    if (!(status === 400 || status === 422 || (status === 409 && (issues !== undefined || redirectTo !== undefined)) || resend)) return false;
    if (this.settings.stores.length === 0) {
      if (redirectTo !== undefined) this.#tellOfNoStore();
      return false;
    }
    return siteOf(request, this.settings.origins) === 'own';
  }
}

/** A page is what is being made. */
const PAGE: readonly Format[] = [{ name: 'html', mediaType: 'text/html', render: () => undefined }];

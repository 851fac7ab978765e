import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { FormSupport } from '../core/formats/form-support.ts';
import type { Format } from '../core/formats/format.ts';
import type { Recovered, RecoverySections } from '../core/formats/forms.ts';
import type { ViewError } from '../core/formats/locals.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import type { Outcome } from '../core/responses/outcome.ts';
import type { HtmxOptions, InertiaOptions } from '../core/settings/front-end-options.ts';
import type { FormOptions } from '../core/settings/option-groups.ts';
import type { Options } from '../core/settings/options.ts';
import { refuseUnknown } from '../core/values/known-names.ts';
import type { MaybePromise } from '../core/values/maybe-promise.ts';
import type { NothingLeft } from '../core/values/nothing-left.ts';
import { quote } from '../core/values/quote.ts';
import { Visit } from './flash/visit.ts';
import { alpine } from './formats/alpine-format.ts';
import { htmxFormat } from './formats/htmx-format.ts';
import { inertiaFormat } from './formats/inertia-format.ts';
import { linkBack, recovered } from './formats/recover.ts';
import { redirectFormat } from './formats/redirect-format.ts';
import { turboStream } from './formats/turbo-stream-format.ts';
import { unpoly } from './formats/unpoly-format.ts';
import { ErrorForm } from './page/error-form.ts';
import { Form } from './page/form.ts';
import { PageForm, type PageVisit } from './page/page-form.ts';
import { recoverySections } from './page/recovery-sections.ts';
import { withBase } from './request/base.ts';
import { checkFormOptions } from './request/check-form-options.ts';
import { isFormPost } from './request/form-request.ts';
import { type FormPowers, type FormSettings, formSettings } from './request/form-settings.ts';
import { type FrontEnd, frontEndOf, reopensForm, wantsTurboStream } from './request/front-end.ts';
import { siteOf } from './request/site.ts';

const NONE: readonly never[] = [];
const HTMX = Object.keys({ target: true, swap: true } satisfies Record<keyof HtmxOptions, true>);
const INERTIA = Object.keys({ component: true, version: true, props: true } satisfies Record<keyof InertiaOptions, true>);

/** Support for browsers' forms. An adapter makes it once, at start, from the options `flash`, `origin`, `base`, `htmx` and `inertia`. */
export class Forms implements FormSupport {
  readonly settings: FormSettings;
  readonly #redirect: readonly Format[];
  /** The front ends that put an error into the page. */
  readonly #parts: { readonly [Name in FrontEnd]?: readonly Format[] };
  readonly #turbo: readonly Format[];
  readonly #inertia: readonly Format[];
  readonly #isOff: boolean;
  #hasLoggedNoStore = false;
  /** The page forms, by the host's request. */
  readonly #pages = new WeakMap<object, PageForm>();

  /** @throws HalyardError E_OPTION, E_OPTION_UNKNOWN */
  constructor(options: Options, powers: FormPowers) {
    const { flash, origin, base, htmx, inertia, ...left } = options as FormOptions;
    // The line does not compile if an option of forms is declared and not read above.
    left satisfies NothingLeft;
    checkFormOptions(options);
    refuseUnknown(htmx ?? {}, HTMX, (name) => quote(`htmx.${name}`));
    refuseUnknown(inertia ?? {}, INERTIA, (name) => quote(`inertia.${name}`));
    this.settings = formSettings({ flash, origin, base, preset: options.preset }, powers);
    this.#isOff = flash === false;
    this.#redirect = [
      redirectFormat(this.settings, {
        of: (native) => this.#pages.get(native as object)?.pending ?? {},
        taken: (native) => void this.#pages.get(native as object)?.takePending(),
      }),
    ];
    this.#parts = { htmx: [htmxFormat(htmx)], unpoly: [unpoly], alpine: [alpine] };
    this.#turbo = [turboStream];
    this.#inertia = inertia === undefined ? NONE : [inertiaFormat(inertia, this.settings)];
    // The app names its secret, and the variable of the environment is not set.
    if (typeof flash === 'object' && Object.hasOwn(flash, 'secret') && this.settings.stores.length === 0) this.#logNoStore();
  }

  /** The app has the option `inertia`. */
  get hasInertia(): boolean {
    return this.#inertia.length > 0;
  }

  formats(request: IncomingRequest, outcome: Outcome, negotiated: readonly Format[]): readonly Format[] {
    if (outcome.status < 400 || request.transport !== 'http') return NONE;
    const frontEnd = frontEndOf(request);
    const part = frontEnd && this.#parts[frontEnd];
    if (part !== undefined) {
      const back = reopensForm(request, outcome.resend === true) && this.#goesBack(request, outcome) && isFormPost(request, PAGE);
      return back ? [...this.#redirect, ...part] : part;
    }
    const inertia = frontEnd === 'inertia';
    const stream = wantsTurboStream(request) ? this.#turbo : NONE;
    if (!this.#goesBack(request, outcome) || !(inertia ? request.method !== 'GET' : isFormPost(request, negotiated))) return inertia ? this.#inertia : stream;
    return inertia ? [...this.#redirect, ...this.#inertia] : [...stream, ...this.#redirect];
  }

  recover(request: IncomingRequest, outcome: PublicOutcome, restore: boolean): MaybePromise<Recovered | undefined> {
    if (outcome.status < 400 || !isFormPost(request, PAGE)) return undefined;
    return siteOf(request, this.settings.origins) === 'own' ? recovered(this.settings, request, outcome, restore) : linkBack(this.settings, request, outcome);
  }

  locals(
    request: IncomingRequest,
    { status, flash }: PublicOutcome,
    errors: readonly unknown[],
    recovered: Recovered | undefined,
  ): Readonly<Record<string, unknown>> {
    const { form } = ((status < 400 ? request.reply : undefined) as { readonly form?: Form } | undefined) ?? {};
    return form instanceof Form ? form.locals : new ErrorForm(this.settings, errors as readonly ViewError[], recovered, flash).locals;
  }

  home(request: IncomingRequest, home: string): string {
    return home.startsWith('/') ? withBase(this.settings.baseOf(request), home) : home;
  }

  sections(recovered: Recovered, resend: boolean): RecoverySections {
    return recoverySections(recovered, resend);
  }

  /** Returns the visit of a request, which reads the flashes that the browser sent. */
  visit(request: IncomingRequest): Visit {
    return new Visit(this.settings, request);
  }

  /** Returns the form of a request's page. It is made on the first call. `onKeep` is called when there is a message to keep for the next page. */
  page(request: IncomingRequest, visit: PageVisit | undefined, onKeep: (page: PageForm) => void): PageForm {
    const native = request.native as object;
    const known = this.#pages.get(native);
    if (known !== undefined) return known;
    const page = new PageForm(this.settings, request, visit, onKeep);
    this.#pages.set(native, page);
    return page;
  }

  /** Logs once why there is no redirect, if an app passes `redirectTo` and no store is configured. */
  #logNoStore(): void {
    if (this.#hasLoggedNoStore || this.#isOff) return;
    this.#hasLoggedNoStore = true;
    const todo = 'Set the option flash: { secret: process.env.FLASH_SECRET } with at least 32 characters, or flash: false to answer forms without a redirect.';
    this.settings.log('warn', {}, `halyard: forms are not redirected to their page, because in production there is no secret to seal the flash with. ${todo}`);
  }

  /**
   * Returns whether the form goes back to its page: it is invalid or has to be sent a second time, and its request proves that a page of this origin sent
   * it.
   */
  #goesBack(request: IncomingRequest, { status, issues, resend, redirectTo }: Outcome): boolean {
    if (!(status === 400 || status === 422 || (status === 409 && (issues !== undefined || redirectTo !== undefined)) || resend)) return false;
    if (this.settings.stores.length === 0) {
      if (redirectTo !== undefined) this.#logNoStore();
      return false;
    }
    return siteOf(request, this.settings.origins) === 'own';
  }
}

/** The format of a page that is negotiated for a form. */
const PAGE: readonly Format[] = [{ name: 'html', mediaType: 'text/html', render: () => undefined }];

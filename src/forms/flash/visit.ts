import { isPrefetch } from '../../core/ports/prefetch.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { addressOf } from '../../core/values/redirect-target.ts';
import { flashAddresses, isUnsafe } from '../request/form-request.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { keepsFlash } from '../request/front-end.ts';
import { nonceOf, ownAddress, pageOfForm } from '../request/return-target.ts';
import { siteOf } from '../request/site.ts';
import { askAgain } from './ask-again.ts';
import { type Departure, privateCacheControl } from './departure.ts';
import { anyPage, clearCookies, cookiesToDelete, type FlashCookie, flashCookies, flashesFor, isForAny, MAX_DELETIONS } from './flash-cookies.ts';
import type { FlashNote } from './flash-note.ts';
import { type Found, flashesFound, handOn, redirectedTo } from './hops.ts';
import { readingOrder } from './reading-order.ts';
import { replacedBy, superseded } from './superseded.ts';
import { Taking } from './taking.ts';

/** One request for a page, with the flashes for that page. They are taken when the request arrives, and used up when an answer that showed them is sent. */
export class Visit {
  readonly #settings: FormSettings;
  readonly #request: IncomingRequest;
  /** All flash cookies that the browser sent, for any page. */
  #brought: readonly FlashCookie[] = [];
  #found: readonly Found[] = [];
  #taking: Taking | undefined;
  /** Cookies that are of no use: changed, too old, or superseded by a newer one. */
  #spent: readonly FlashCookie[] = [];
  /** The request is a prefetch of a page that a flash waits for. */
  #ahead = false;
  /** The request is a form of this origin, whose result may replace the flashes of earlier results. */
  #isForm = false;
  #shown = false;
  #kept = false;
  #used = false;
  /** Set when the head is sent: whether a flash that is shown later is used up. */
  #departed: boolean | undefined;

  constructor(settings: FormSettings, request: IncomingRequest) {
    this.#settings = settings;
    this.#request = request;
  }

  /** Takes the flashes for this page. It never rejects: if a store fails, the page goes out without its flash. */
  arrive(): MaybePromise<void> {
    const { stores, origins } = this.#settings;
    if (stores.length === 0) return undefined;
    const terms = this.#settings.cookieTerms(this.#request);
    this.#brought = flashCookies(this.#request, terms);
    if (this.#brought.length === 0) return undefined;
    const addresses = flashAddresses(this.#settings, this.#request);
    if (addresses.length === 0) {
      this.#isForm = isUnsafe(this.#request) && siteOf(this.#request, origins) === 'own' && !this.#brought.every(isForAny);
      return undefined;
    }
    const old = superseded(this.#brought);
    const current = this.#brought.filter((cookie) => cookie.isUsable && !old.includes(cookie));
    const found = flashesFound(this.#settings, addresses, current);
    if (isPrefetch(this.#request) || this.#request.header('hx-preloaded') === 'true') {
      this.#ahead = found.length > 0;
      return undefined;
    }
    const isFound = ({ id }: FlashCookie): boolean => found.some(({ cookie }) => cookie.id === id);
    this.#spent = [...flashesFor(addresses, this.#brought).filter((cookie) => !isFound(cookie) && !old.includes(cookie)), ...old];
    if (found.length === 0) return undefined;
    const order = readingOrder(
      found.map(({ cookie }) => cookie),
      terms.now,
    );
    this.#found = order.map((cookie) => found.find((one) => one.cookie === cookie) as Found);
    this.#taking = new Taking(this.#settings, this.#request, addresses);
    return this.#taking.take(this.#found);
  }

  /** Whether the answer needs nothing from this visit when it is sent. */
  get isEmpty(): boolean {
    const hasNone = this.#found.length === 0 && this.#spent.length === 0 && (this.#taking?.isEmpty ?? true);
    return hasNone && !this.#ahead && !this.#isForm && cookiesToDelete(this.#brought).length === 0;
  }

  /** Whether the answer to this request needs the submitted form, in `depart`. */
  get isForm(): boolean {
    return this.#isForm;
  }

  get notes(): readonly FlashNote[] {
    return this.#taking?.notes ?? [];
  }

  /** Marks the flashes as shown by the page. */
  show(): void {
    this.#shown = true;
    // The head was sent before the page showed it. The browser keeps the cookie, but the flash is not put back.
    if (this.#departed) this.#used = true;
  }

  /** Keeps the flashes for the next page as well, whichever that is. */
  keep(): void {
    if (this.#departed !== undefined) return;
    this.#kept = true;
    this.#taking?.putBackLate();
  }

  /**
   * Called once, when the head is sent. A redirect, a server error or an Inertia reload leaves the flash for the next try.
   *
   * @param submitted the form that this request has sent
   */
  depart(status: number, header: (name: string) => string | undefined, submitted?: unknown): Departure {
    if (this.#isForm && status < 400) this.#spent = this.#outdated(submitted);
    const keeps = this.#kept || keepsFlash(status, header);
    const used = this.#shown && !keeps;
    this.#used = used;
    this.#departed = !keeps;
    const ids = new Set([...(used ? (this.#taking?.cookies ?? []) : []), ...(this.#taking?.spent ?? [])].map(({ id }) => id));
    const gone = this.#brought.filter((cookie) => ids.has(cookie.id) || this.#spent.includes(cookie));
    // The flash must be back in the store before the redirect is sent, because the browser follows at once.
    if (keeps) this.#taking?.putBack();
    const crowded = cookiesToDelete(this.#brought.filter((cookie) => !gone.includes(cookie)));
    const base = this.#settings.baseOf(this.#request);
    const cleared = [...gone, ...crowded].flatMap((cookie) => clearCookies(cookie, base)).slice(0, MAX_DELETIONS);
    const cookies = [...cleared, ...this.#handedOn(status, header, gone)];
    const isPrivate = this.#shown || this.#ahead || cookies.length > 0;
    const cacheControl = isPrivate ? privateCacheControl(header('cache-control')) : undefined;
    return { cookies, cacheControl, ...(this.#ahead && status < 400 && { replacement: askAgain(this.#settings, this.#request) }) };
  }

  /** Called once, when the answer was sent or the client disconnected. An unused flash goes back to its store. */
  settle(complete: boolean): void {
    if (!(this.#used && complete)) this.#taking?.putBack();
  }

  #handedOn(status: number, header: (name: string) => string | undefined, gone: readonly FlashCookie[]): readonly string[] {
    const left = this.#found.filter(({ cookie }) => !gone.includes(cookie));
    if (left.length === 0) return [];
    const base = this.#settings.baseOf(this.#request);
    const to = redirectedTo(this.#settings, this.#request, status, header) ?? (this.#kept ? anyPage(base) : undefined);
    return to === undefined ? [] : handOn(this.#settings, to, left, this.#brought, base);
  }

  /** Returns the flashes of earlier results of the form that has now succeeded. A form without a nonce is known by its page. */
  #outdated(submitted: unknown): readonly FlashCookie[] {
    const page = pageOfForm(this.#settings, this.#request, submitted);
    const nonce = nonceOf(this.#settings, submitted);
    return replacedBy({ nonce, address: addressOf(page ?? ownAddress(this.#settings, this.#request) ?? '') ?? '' }, this.#brought);
  }
}

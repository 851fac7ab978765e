import type { FlashStore } from '../../core/ports/flash-store.ts';
import { isPrefetch } from '../../core/ports/prefetch.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { flashAddresses } from '../request/form-request.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { keepsFlash } from '../request/front-end.ts';
import { inTime, STORE_DEADLINE } from '../stores/in-time.ts';
import { type Departure, privateCacheControl } from './departure.ts';
import { clearCookie, cookiesToDelete, type FlashCookie, flashCookies, flashesFor, isForAny, MAX_DELETIONS } from './flash-cookies.ts';
import type { FlashNote } from './flash-note.ts';
import { noteOf } from './flash-text.ts';
import { readingOrder } from './reading-order.ts';

interface Taken {
  readonly cookie: FlashCookie;
  readonly store: FlashStore;
  readonly text: string;
  readonly note: FlashNote;
}

/** One request for a page, with the flashes for that page. They are taken when the request arrives, and used up when an answer that showed them is sent. */
export class Visit {
  readonly #settings: FormSettings;
  readonly #request: IncomingRequest;
  /** All flash cookies that the browser sent, for any page. */
  #brought: readonly FlashCookie[] = [];
  /** The addresses of the flashes that this request shows. */
  #addresses: readonly string[] = [];
  #waiting: readonly FlashCookie[] = [];
  #taken: readonly Taken[] = [];
  /** Cookies for this page that are of no use: changed, too old, or superseded by a newer one. */
  #spent: readonly FlashCookie[] = [];
  /** The request is a prefetch. Its page has no flash, so no cache may store it for the later visit. */
  #ahead = false;
  #shown = false;
  #used = false;
  /** Set when the head is sent: whether a flash that is shown later is used up. */
  #departed: boolean | undefined;
  /** Stores that failed in this request. They are not called a second time, so the page waits for each only once. */
  readonly #failed = new Set<FlashStore>();

  constructor(settings: FormSettings, request: IncomingRequest) {
    this.#settings = settings;
    this.#request = request;
  }

  /** Takes the flashes for this page. It never rejects: if a store fails, the page goes out without its flash. */
  arrive(): MaybePromise<void> {
    if (this.#settings.stores.length === 0) return undefined;
    const terms = this.#settings.cookieTerms(this.#request);
    this.#brought = flashCookies(this.#request, terms);
    if (this.#brought.length === 0) return undefined;
    this.#addresses = flashAddresses(this.#settings, this.#request);
    const cookies = flashesFor(this.#addresses, this.#brought);
    if (cookies.length === 0) return undefined;
    if (isPrefetch(this.#request)) {
      this.#ahead = true;
      return undefined;
    }
    this.#spent = cookies.filter(({ isUsable }) => !isUsable);
    const ordered = readingOrder(
      cookies.filter(({ isUsable }) => isUsable),
      terms.now,
    );
    // The session is not loaded yet, so its flashes are taken later. A sealed cookie that replaced the session is readable now.
    const isLate = ({ value }: FlashCookie): boolean => this.#settings.storeOf(value)?.late === true;
    this.#waiting = ordered.filter(isLate);
    const now = ordered.filter((cookie) => !isLate(cookie));
    return now.length === 0 ? undefined : this.#takeAll(now);
  }

  /** Whether the answer needs nothing from this visit when it is sent. */
  get isEmpty(): boolean {
    const hasNone = this.#waiting.length === 0 && this.#taken.length === 0 && this.#spent.length === 0;
    return hasNone && !this.#ahead && cookiesToDelete(this.#brought).length === 0;
  }

  get notes(): readonly FlashNote[] {
    if (this.#waiting.length > 0) this.#takeLate();
    return this.#taken.map(({ note }) => note);
  }

  /** Marks the flashes as shown by the page. */
  show(): void {
    this.#shown = true;
    // The head was sent before the page showed it. The browser keeps the cookie, but the flash is not put back.
    if (this.#departed) this.#used = true;
  }

  /** Called once, when the head is sent. A redirect, a server error or an Inertia reload leaves the flash for the next try. */
  depart(status: number, header: (name: string) => string | undefined): Departure {
    const keeps = keepsFlash(status, header);
    const used = this.#shown && !keeps;
    this.#used = used;
    this.#departed = !keeps;
    // The flash must be back in the store before the redirect is sent, because the browser follows at once.
    if (keeps) this.#putBack();
    const gone = used ? [...this.#taken.map(({ cookie }) => cookie), ...this.#spent] : this.#spent;
    const crowded = cookiesToDelete(this.#brought.filter((cookie) => !gone.includes(cookie)));
    const base = this.#settings.baseOf(this.#request);
    const cookies = [...gone, ...crowded].slice(0, MAX_DELETIONS).map((cookie) => clearCookie(cookie, base));
    const isPrivate = this.#shown || this.#ahead || cookies.length > 0;
    return { cookies, cacheControl: isPrivate ? privateCacheControl(header('cache-control')) : undefined };
  }

  /** Called once, when the answer was sent or the client disconnected. An unused flash goes back to its store. */
  settle(complete: boolean): void {
    if (!(this.#used && complete)) this.#putBack();
  }

  #putBack(): void {
    for (const { cookie, store, text } of this.#taken) this.#giveBack(cookie, store, text);
    this.#taken = [];
  }

  #giveBack({ id, at }: FlashCookie, store: FlashStore, text: string): void {
    const { lifetime, now } = this.#settings;
    const seconds = Math.min(lifetime, Math.ceil(at + lifetime - now()));
    if (seconds <= 0 || store.inCookie) return;
    const put = async (): Promise<unknown> => store.put(id, text, { seconds, native: this.#request.native });
    put().catch((error: unknown) => this.#storeFailed(store, error));
  }

  /**
   * Takes the flashes one after the other, because a flash that is taken for one tab is missing in another tab. All share the time limit of one, so that
   * eight slow reads take no longer than one.
   */
  async #takeAll(cookies: readonly FlashCookie[]): Promise<void> {
    const start = this.#settings.now();
    for (const cookie of cookies) {
      const left = STORE_DEADLINE - 1_000 * (this.#settings.now() - start);
      const store = this.#storeFor(cookie);
      // The store may work again in a moment, so the cookie stays.
      if (store === undefined || this.#failed.has(store) || (left <= 0 && !store.inCookie)) continue;
      let taking: MaybePromise<string | undefined>;
      try {
        taking = store.take(cookie.id, cookie.value, this.#about);
        this.#keep(cookie, store, isPromiseLike(taking) ? await inTime(store, taking, left) : taking);
      } catch (error) {
        this.#failed.add(store);
        this.#storeFailed(store, error);
        // A flash that arrives too late for this page is put back for the next one.
        const giveBack = (text: string | undefined): void => (text === undefined ? undefined : this.#giveBack(cookie, store, text));
        if (isPromiseLike(taking)) taking.then(giveBack, () => {});
      }
    }
  }

  #takeLate(): void {
    for (const cookie of this.#waiting) {
      const store = this.#storeFor(cookie);
      if (store === undefined) continue;
      try {
        const text = store.take(cookie.id, cookie.value, this.#about);
        if (!isPromiseLike(text)) this.#keep(cookie, store, text);
      } catch (error) {
        this.#storeFailed(store, error);
      }
    }
    this.#waiting = [];
  }

  #keep(cookie: FlashCookie, store: FlashStore, text: string | undefined): void {
    const note = text === undefined ? undefined : noteOf(text);
    const { now, lifetime } = this.#settings;
    // The cookie's name is a hash, and two addresses may have the same hash. The address in the note decides.
    const isOurs = note !== undefined && this.#addresses.includes(note.to) && note.at + lifetime > now();
    if (text !== undefined && isOurs) this.#taken = [...this.#taken, { cookie, store, text, note }];
    else {
      this.#settings.log('debug', { store: store.name }, 'halyard: a flash was ignored: used already, changed, too old, or of another secret');
      this.#spent = [...this.#spent, cookie];
    }
  }

  /**
   * Returns the store of a cookie, if this page may take it. A page shows the failure of one form. A later flash is for another tab, which requests it in
   * a moment. An older flash is stale.
   */
  #storeFor(cookie: FlashCookie): FlashStore | undefined {
    const first = isForAny(cookie) ? undefined : this.#taken.find((taken) => !isForAny(taken.cookie));
    if (first !== undefined && cookie.at >= first.cookie.at) return undefined;
    const store = first === undefined ? this.#settings.storeOf(cookie.value) : undefined;
    if (store === undefined) this.#spent = [...this.#spent, cookie];
    return store;
  }

  get #about(): { readonly seconds: number; readonly native: unknown } {
    return { seconds: this.#settings.lifetime, native: this.#request.native };
  }

  #storeFailed(store: FlashStore, error: unknown): void {
    this.#settings.log('warn', { store: store.name, err: error }, `halyard: the flash store (${store.name}) failed: the page goes out without its flash`);
  }
}

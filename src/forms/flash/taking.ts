import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { inTime, STORE_DEADLINE } from '../stores/in-time.ts';
import { type FlashCookie, isForAny } from './flash-cookies.ts';
import type { FlashNote } from './flash-note.ts';
import { noteOf } from './flash-text.ts';
import type { Found } from './hops.ts';
import { keyOf, NOTICE } from './superseded.ts';

interface Taken extends Found {
  readonly store: FlashStore;
  readonly text: string;
  readonly note: FlashNote;
}

/** The flashes that one page takes from their stores. A flash that the page does not use up goes back. */
export class Taking {
  readonly #settings: FormSettings;
  readonly #request: IncomingRequest;
  /** The addresses of the flashes that this request shows. */
  readonly #addresses: readonly string[];
  #waiting: readonly Found[] = [];
  #taken: readonly Taken[] = [];
  #spent: readonly FlashCookie[] = [];
  /** Flashes that are in their store again. */
  readonly #back = new Set<Taken>();
  /** Stores that failed in this request. They are not called a second time, so the page waits for each only once. */
  readonly #failed = new Set<FlashStore>();

  constructor(settings: FormSettings, request: IncomingRequest, addresses: readonly string[]) {
    this.#settings = settings;
    this.#request = request;
    this.#addresses = addresses;
  }

  /** Takes the flashes in this order. Those in a session are taken when the page reads them, because the session is not loaded yet. */
  take(found: readonly Found[]): MaybePromise<void> {
    // A sealed cookie that replaced the session is readable now.
    const isLate = ({ cookie }: Found): boolean => this.#settings.storeOf(cookie.value)?.late === true;
    this.#waiting = found.filter(isLate);
    const now = found.filter((one) => !isLate(one));
    return now.length === 0 ? undefined : this.#takeAll(now);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#taken.length === 0 && this.#spent.length === 0;
  }

  /** The cookies of the flashes that the page has. */
  get cookies(): readonly FlashCookie[] {
    return this.#taken.map(({ cookie }) => cookie);
  }

  /** Cookies that are of no use: changed, too old, or of a flash that another page has used up. */
  get spent(): readonly FlashCookie[] {
    return this.#spent;
  }

  get notes(): readonly FlashNote[] {
    if (this.#waiting.length > 0) this.#takeLate();
    return this.#taken.map(({ note }) => note);
  }

  /** Puts the flashes back into their stores. Called again, it does nothing. */
  putBack(): void {
    this.#putBack(() => true);
  }

  /** Puts the flashes of a session back now, because a session may be saved before the head is sent. */
  putBackLate(): void {
    if (this.#waiting.length > 0) this.#takeLate();
    this.#putBack(({ store }) => store.late === true);
  }

  #putBack(chosen: (taken: Taken) => boolean): void {
    for (const taken of this.#taken.filter((one) => chosen(one) && !this.#back.has(one))) {
      this.#back.add(taken);
      this.#giveBack(taken.cookie, taken.store, taken.text);
    }
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
  async #takeAll(found: readonly Found[]): Promise<void> {
    const start = this.#settings.now();
    for (const one of found) {
      const { cookie } = one;
      const left = STORE_DEADLINE - 1_000 * (this.#settings.now() - start);
      const store = this.#storeFor(one);
      // The store may work again in a moment, so the cookie stays.
      if (store === undefined || this.#failed.has(store) || (left <= 0 && !store.inCookie)) continue;
      let taking: MaybePromise<string | undefined>;
      try {
        taking = store.take(cookie.id, cookie.value, this.#about);
        this.#keep(one, store, isPromiseLike(taking) ? await inTime(store, taking, left) : taking);
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
    for (const one of this.#waiting) {
      const store = this.#storeFor(one);
      if (store === undefined) continue;
      try {
        const text = store.take(one.cookie.id, one.cookie.value, this.#about);
        if (!isPromiseLike(text)) this.#keep(one, store, text);
      } catch (error) {
        this.#storeFailed(store, error);
      }
    }
    this.#waiting = [];
  }

  #keep(found: Found, store: FlashStore, text: string | undefined): void {
    const note = text === undefined ? undefined : noteOf(text);
    const { now, lifetime } = this.#settings;
    // The cookie's name is a hash, and two addresses may have the same hash. The address in the note decides, or the redirect that led here.
    const isOurs = note !== undefined && (found.hop > 0 || this.#addresses.includes(note.to)) && note.at + lifetime > now();
    if (text !== undefined && isOurs) this.#taken = [...this.#taken, { ...found, store, text, note }];
    else {
      this.#settings.log('debug', { store: store.name }, 'halyard: a flash was ignored: used already, changed, too old, or of another secret');
      this.#spent = [...this.#spent, found.cookie];
    }
  }

  /**
   * Returns the store of a flash, if this page may take it. A page shows the result of one form. A later flash is for another tab, which requests it in a
   * moment. An older flash is stale.
   */
  #storeFor(found: Found): FlashStore | undefined {
    const { cookie } = found;
    const first = isBeside(found) ? undefined : this.#taken.find((taken) => !isBeside(taken));
    if (first !== undefined && cookie.at >= first.cookie.at && keyOf(cookie) !== keyOf(first.cookie)) return undefined;
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

/** Returns whether the flash is shown beside the result of a form: a flash for any page, or a message that is no result of a form. */
function isBeside({ cookie, isKept }: Found): boolean {
  return isKept || isForAny(cookie) || cookie.nonce === NOTICE;
}

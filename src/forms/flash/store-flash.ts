import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { addressOf } from '../../core/values/redirect-target.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { isForPart } from '../request/front-end.ts';
import { inTime } from '../stores/in-time.ts';
import { cookieRoom } from './cookie-room.ts';
import {
  ANY_PAGE,
  anyPage,
  clearCookies,
  cookieName,
  cookiesToDelete,
  flashCookies,
  flashId,
  MAX_DELETIONS,
  partAddress,
  setCookies,
} from './flash-cookies.ts';
import type { FlashNote } from './flash-note.ts';
import { isWhole, textOf } from './flash-text.ts';
import { replacedBy } from './superseded.ts';

/** Bytes of text that are tried again while a note is shortened until its cookies fit. */
const SHORTER = 0.9;
const MOST_TRIES = 12;

/** The whole note was asked for, and no store has room for it. */
export class FlashTooLong extends Error {
  override readonly name = 'FlashTooLong';
}

/** How a note is kept. */
export interface Keeping {
  /** The nonce of the rendered form whose result this is. The note replaces earlier results of that form. */
  readonly nonce?: string;
  /** Throws `FlashTooLong` rather than shorten the note. */
  readonly whole?: boolean;
  /** The handler has ended, and the header section is sent next. */
  readonly atHead?: boolean;
}

/**
 * Keeps a note for a page, and returns the `Set-Cookie` fields with which the browser sends it back. It resolves when the store has the note, and the
 * redirect is sent after that.
 *
 * @throws FlashTooLong if the whole note was asked for, and it does not fit
 * @throws HalyardError E_FLASH_STORE if no store takes the note
 */
export async function storeFlash(
  settings: FormSettings,
  request: IncomingRequest,
  note: Omit<FlashNote, 'at'>,
  { nonce = '', whole = false, atHead = false }: Keeping = {},
): Promise<readonly string[]> {
  const now = Date.now();
  const terms = settings.cookieTerms(request);
  const page = addressOf(note.to) ?? note.to;
  // A front end follows the redirect itself, and shows the page's message in the part. Other parts that are fetched from this address leave it alone.
  const address = note.to === ANY_PAGE ? anyPage(terms.base) : isForPart(request) ? partAddress(page) : page;
  const id = flashId(now, settings.random, nonce);
  const name = cookieName(address, id, terms.https);
  const brought = flashCookies(request, terms);
  // Without a nonce the page decides: it shows the newest one, and deletes the others.
  const replaced = nonce === '' || note.to === ANY_PAGE ? [] : replacedBy({ nonce, address }, brought);
  const others = brought.filter((one) => !replaced.includes(one));
  const room = cookieRoom(
    request,
    brought,
    others.filter(({ isUsable }) => isUsable),
  );
  const full = { ...note, to: address, at: Math.floor(now / 1_000) };
  const put = async (store: FlashStore): Promise<readonly string[]> => {
    if (whole && !isWhole(full, store.limit)) throw new FlashTooLong(`for ${store.name}`);
    let { limit } = store;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = textOf(full, limit);
      const value = await store.put(id, text, { seconds: settings.lifetime, native: request.native, atHead });
      const cookies = setCookies(name, value, settings.lifetime, terms.base);
      const bytes = lengthOf(cookies);
      if (bytes <= room.one) {
        settings.kept?.(id, text);
        return cookies;
      }
      if (whole) throw new FlashTooLong(`for ${store.name}`);
      limit = Math.floor(Math.min(limit, text.length) * Math.max(0.3, (SHORTER * room.one) / bytes));
    }
    throw new HalyardError('E_FLASH_STORE', { found: 'a value that is too long for cookies', expected: `${room.one} bytes at most` });
  };
  const cookies = await keepInFirstStore(settings, request, put);
  const gone = [...replaced, ...cookiesToDelete(others, { bytes: lengthOf(cookies), of: room.all })].flatMap((old) => clearCookies(old, terms.base));
  return [...gone.slice(0, MAX_DELETIONS), ...cookies];
}

function lengthOf(cookies: readonly string[]): number {
  return cookies.reduce((sum, { length }) => sum + length, 0);
}

/** Uses the first store that takes the flash: the app's, then the sealed cookie if there is a secret. */
async function keepInFirstStore(
  settings: FormSettings,
  request: IncomingRequest,
  put: (store: FlashStore) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let failure: unknown;
  let tooLong: FlashTooLong | undefined;
  for (const store of settings.stores) {
    try {
      const cookies = await inTime(store, put(store));
      if (failure !== undefined) settings.log('warn', { store: store.name, err: failure }, `halyard: a flash store failed: the ${store.name} has the flash`);
      return cookies;
    } catch (error) {
      if (error instanceof FlashTooLong) tooLong = error;
      else failure ??= error;
    }
  }
  if (tooLong !== undefined && failure === undefined) throw tooLong;
  settings.unkept.add(request.native as object);
  throw new HalyardError('E_FLASH_STORE', {
    found: `${settings.stores.map(({ name }) => name).join(', ') || 'no store'} failing`,
    expected: 'a store that keeps a flash',
    cause: failure,
  });
}

import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { addressOf } from '../../core/values/redirect-target.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { isForPart } from '../request/front-end.ts';
import { inTime } from '../stores/in-time.ts';
import { ANY_PAGE, anyPage, clearCookie, cookieName, cookiesToDelete, flashCookies, flashId, MAX_DELETIONS, partAddress, setCookie } from './flash-cookies.ts';
import type { FlashNote } from './flash-note.ts';
import { textOf } from './flash-text.ts';
import { replacedBy } from './superseded.ts';

/** The limit of browsers for name, value and attributes together, in bytes (RFC 6265 §6.1). */
const MAX_COOKIE = 4_096;

/**
 * Keeps a note for a page, and returns the `Set-Cookie` fields with which the browser sends it back. It resolves when the store has the note, and the
 * redirect is sent after that.
 *
 * @param nonce the nonce of the rendered form whose result this is. The note replaces earlier results of that form
 * @throws HalyardError E_FLASH_STORE if no store takes the note
 */
export async function storeFlash(settings: FormSettings, request: IncomingRequest, note: Omit<FlashNote, 'at'>, nonce = ''): Promise<readonly string[]> {
  const now = Date.now();
  const terms = settings.cookieTerms(request);
  const page = addressOf(note.to) ?? note.to;
  // A front end follows the redirect itself, and shows the page's message in the part. Other parts that are fetched from this address leave it alone.
  const address = note.to === ANY_PAGE ? anyPage(terms.base) : isForPart(request) ? partAddress(page) : page;
  const id = flashId(now, settings.random, nonce);
  const name = cookieName(address, id, terms.https);
  const put = async (store: FlashStore): Promise<string> => {
    const text = textOf({ ...note, to: address, at: Math.floor(now / 1_000) }, store.limit);
    return sendable(setCookie(name, await store.put(id, text, { seconds: settings.lifetime, native: request.native }), settings.lifetime, terms.base));
  };
  const cookie = await keepInFirstStore(settings, request, put);
  const brought = flashCookies(request, terms);
  // Without a nonce the page decides: it shows the newest one, and deletes the others.
  const replaced = nonce === '' || note.to === ANY_PAGE ? [] : replacedBy({ nonce, address }, brought);
  const others = brought.filter((one) => !replaced.includes(one));
  const gone = [...replaced, ...cookiesToDelete(others, cookie.length)].slice(0, MAX_DELETIONS);
  return [...gone.map((old) => clearCookie(old, terms.base)), cookie];
}

/** Browsers drop longer cookies silently, so the redirect would lose its flash. */
function sendable(cookie: string): string {
  if (cookie.length > MAX_COOKIE) throw new HalyardError('E_FLASH_STORE', { found: `a cookie of ${cookie.length} bytes`, expected: `${MAX_COOKIE} at most` });
  return cookie;
}

/** Uses the first store that takes the flash: the app's, then the sealed cookie if there is a secret. */
async function keepInFirstStore(settings: FormSettings, request: IncomingRequest, put: (store: FlashStore) => Promise<string>): Promise<string> {
  let failure: unknown;
  for (const store of settings.stores) {
    try {
      const cookie = await inTime(store, put(store));
      if (failure !== undefined) settings.log('warn', { store: store.name, err: failure }, `halyard: a flash store failed: the ${store.name} has the flash`);
      return cookie;
    } catch (error) {
      failure ??= error;
    }
  }
  settings.unkept.add(request.native as object);
  throw new HalyardError('E_FLASH_STORE', {
    found: `${settings.stores.map(({ name }) => name).join(', ') || 'no store'} failing`,
    expected: 'a store that keeps a flash',
    cause: failure,
  });
}

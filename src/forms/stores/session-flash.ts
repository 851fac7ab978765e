import type { FlashStore } from '../../core/ports/flash-store.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

/** A session in the shape of express-session, at `req.session`. */
interface Session {
  halyardFlash?: Readonly<Record<string, Kept>> | undefined;
  save?(callback: (error?: unknown) => void): unknown;
}

/** A text and its expiry, in milliseconds since 1970, because a session lives much longer than a flash. */
type Kept = readonly [text: string, until: number];

const SECRET_TOO = 'Set flash.secret as well: a flash without a session then waits in a sealed cookie.';

/** More forms than a visitor has open at a time. Flashes that no page fetched must not fill the session's store. */
const MAX_ENTRIES = 10;

/** Characters of a session that is itself a cookie. With base64 and its attributes it stays below the 4,096 bytes of a cookie (RFC 6265 §6.1). */
const MAX_COOKIE = 2_700;

/**
 * Returns a flash store in the host's own session, at `req.session`: express-session, and others with its shape. The session is saved before the redirect
 * is sent, and a failed save is an error.
 */
export function sessionFlash(): FlashStore {
  return {
    name: 'session',
    limit: 65_536,
    late: true,
    put(id, text, { seconds, native, atHead }) {
      const session = sessionOf(native);
      if (session === undefined)
        throw unusable('a request without a session at `req.session`: there is none, or the app has destroyed it', {
          expected: 'the session of express-session, or one of its shape',
          todo: `Mount the session middleware before the routes that have forms. ${SECRET_TOO}`,
        });
      if (atHead && isSavedAlready(session, native))
        throw unusable('a session that was saved before the response begins', { expected: 'a session with `save`' });
      const before = session.halyardFlash;
      const others = Object.entries(before ?? {}).filter(([other, [, until]]) => other !== id && until > Date.now());
      // `fromEntries` makes own members, also for an id named `__proto__`.
      session.halyardFlash = Object.fromEntries([...others.slice(1 - MAX_ENTRIES), [id, [text, Date.now() + seconds * 1000]]]);
      const length = lengthInCookie(session);
      if (length > MAX_COOKIE) {
        session.halyardFlash = before;
        throw unusable(`a session of ${length} characters in a cookie`, {
          expected: `${MAX_COOKIE} characters at most, because browsers drop a longer cookie`,
        });
      }
      // A destroyed session takes the flash with it, although the save has succeeded.
      return Promise.resolve(saved(session)).then((value) => {
        if (sessionOf(native) !== undefined) return value;
        throw unusable('a session that was destroyed after the flash was put into it', { expected: 'a session that stays' });
      });
    },
    expect(native) {
      const session = sessionOf(native);
      // @fastify/session sends the session's cookie before the head goes out, and only for a session that was changed.
      if (session !== undefined) session.halyardFlash ??= {};
    },
    take(id, _value, { native }) {
      const session = sessionOf(native);
      const kept = session?.halyardFlash;
      if (session === undefined || kept === undefined || !Object.hasOwn(kept, id)) return undefined;
      const { [id]: found, ...others } = kept;
      if (Object.keys(others).length > 0) session.halyardFlash = others;
      else {
        // The session of @fastify/secure-session is a Proxy that ignores `delete`.
        session.halyardFlash = undefined;
        delete session.halyardFlash;
      }
      return found !== undefined && found[1] > Date.now() ? found[0] : undefined;
    },
  };
}

function unusable(found: string, { expected, todo = SECRET_TOO }: { readonly expected: string; readonly todo?: string }): HalyardError {
  return new HalyardError('E_FLASH_STORE', { found, expected, todo });
}

/** Returns the session, unless the app has ended it. @fastify/secure-session keeps a deleted session on the request. */
function sessionOf(native: unknown): Session | undefined {
  const session = (native as { session?: unknown } | undefined)?.session;
  const isThere = typeof session === 'object' && session !== null && !(isSecureSession(session) && session.deleted);
  return isThere ? session : undefined;
}

/**
 * Was the session saved already, when the head of the response is about to be sent? Without `save` it is saved by the middleware of Koa, or by a hook of
 * Fastify. Express saves it with the head. Nobody can change a cookie of koa-session after its middleware.
 */
function isSavedAlready(session: Session, native: unknown): boolean {
  const isOfKoaOrFastify = 'request' in (native as object) || 'raw' in (native as object);
  return isOfKoaOrFastify && (typeof session.save !== 'function' || isKoaCookie(session));
}

interface SecureSession extends Session {
  readonly deleted: boolean;
  data(): object;
}

function isSecureSession(session: object): session is SecureSession {
  return 'deleted' in session && typeof (session as { data?: unknown }).data === 'function';
}

/** Returns the length of a session that is itself a cookie: that of cookie-session, @fastify/secure-session, or koa-session without a store. */
function lengthInCookie(session: Session): number {
  const isCookie = isSecureSession(session) || ('isPopulated' in session && typeof session.save !== 'function') || isKoaCookie(session);
  return isCookie ? JSON.stringify(isSecureSession(session) ? session.data() : session).length : 0;
}

function isKoaCookie(session: object): boolean {
  return 'externalKey' in session && session.externalKey === undefined;
}

/** Resolves when the session is in its store. Some sessions call back, some return a promise, and sessions without `save` are saved when the head is sent. */
function saved(session: Session): Promise<string> | string {
  const { save } = session;
  if (typeof save !== 'function') return '1';
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown): void => {
      if (error === undefined || error === null || isAboutCookie(error, session)) resolve('1');
      else reject(error);
    };
    const result = save.call(session, settle);
    if (isPromiseLike(result)) result.then(() => settle(), settle);
  });
}

/**
 * koa-session stores the session, and then sets its cookie once more, which fails at the head. The browser has the cookie from the end of the middleware,
 * because `expect` has changed the session.
 */
function isAboutCookie(error: unknown, session: object): boolean {
  return 'externalKey' in session && session.externalKey !== undefined && (error as { code?: unknown }).code === 'ERR_HTTP_HEADERS_SENT';
}

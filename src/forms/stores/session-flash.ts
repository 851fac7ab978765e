import type { FlashStore } from '../../core/ports/flash-store.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

/** A session in the shape of express-session, at `req.session`. */
interface Session {
  halyardFlash?: Readonly<Record<string, Kept>>;
  save?(callback: (error?: unknown) => void): unknown;
}

/** A text and its expiry, in milliseconds since 1970, because a session lives much longer than a flash. */
type Kept = readonly [text: string, until: number];

const SECRET_TOO = 'Set flash.secret as well: a flash without a session then waits in a sealed cookie.';

/** More forms than a visitor has open at a time. Flashes that no page fetched must not fill the session's store. */
const MAX_ENTRIES = 10;

/**
 * Returns a flash store in the host's own session, at `req.session`: express-session, and others with its shape. The session is saved before the redirect
 * is sent, and a failed save is an error.
 */
export function sessionFlash(): FlashStore {
  return {
    name: 'session',
    limit: 65_536,
    late: true,
    put(id, text, { seconds, native }) {
      const session = sessionOf(native);
      if (session === undefined)
        throw new HalyardError('E_FLASH_STORE', {
          found: 'a request without a session at `req.session`: there is none, or the app has destroyed it',
          expected: 'the session of express-session, or one of its shape',
          todo: `Mount the session middleware before the routes that have forms. ${SECRET_TOO}`,
        });
      const others = Object.entries(session.halyardFlash ?? {}).filter(([other, [, until]]) => other !== id && until > Date.now());
      // `fromEntries` makes own members, also for an id named `__proto__`.
      session.halyardFlash = Object.fromEntries([...others.slice(1 - MAX_ENTRIES), [id, [text, Date.now() + seconds * 1000]]]);
      // A destroyed session takes the flash with it, although the save has succeeded.
      return Promise.resolve(saved(session)).then((value) => {
        if (sessionOf(native) !== undefined) return value;
        throw new HalyardError('E_FLASH_STORE', {
          found: 'a session that was destroyed after the flash was put into it',
          expected: 'a session that stays',
          todo: SECRET_TOO,
        });
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
      else delete session.halyardFlash;
      return found !== undefined && found[1] > Date.now() ? found[0] : undefined;
    },
  };
}

function sessionOf(native: unknown): Session | undefined {
  const session = (native as { session?: unknown } | undefined)?.session;
  return typeof session === 'object' && session !== null ? session : undefined;
}

/** Resolves when the session is in its store. Some sessions call back, some return a promise, and sessions without `save` are saved when the head is sent. */
function saved(session: Session): Promise<string> | string {
  const { save } = session;
  if (typeof save !== 'function') return '1';
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown): void => {
      if (error === undefined || error === null) resolve('1');
      else reject(error);
    };
    const result = save.call(session, settle);
    if (isPromiseLike(result)) result.then(() => settle(), reject);
  });
}

import type { FlashStore } from '../../core/ports/flash-store.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

/** A session as express-session and those of its shape keep it at `req.session`. */
interface Session {
  halyardFlash?: Readonly<Record<string, Kept>>;
  save?(callback: (error?: unknown) => void): unknown;
}

/** Text, and until when it is kept, in milliseconds since 1970: a session outlives a flash by far. */
type Kept = readonly [text: string, until: number];

/** More than anyone has forms open at a time; what a visitor never came back for must not fill the session's store. */
const MOST = 10;

/**
 * A flash store in the host's own session, at `req.session`: express-session and everything of its shape. The session is saved before
 * the redirect leaves, and a save that fails is noticed.
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
          found: 'a request without a session at `req.session`',
          expected: 'the session of express-session, or one of its shape',
          todo: 'Mount the session middleware before the routes that have forms, or leave out `store`: the sealed cookie needs no session.',
        });
      const others = Object.entries(session.halyardFlash ?? {}).filter(([other, [, until]]) => other !== id && until > Date.now());
      // `fromEntries` makes members of its own, also of an id that is called `__proto__`.
      session.halyardFlash = Object.fromEntries([...others.slice(1 - MOST), [id, [text, Date.now() + seconds * 1000]]]);
      return saved(session);
    },
    expect(native) {
      const session = sessionOf(native);
      // @fastify/session gives the visitor a session before the head goes out, and only one that has been changed.
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

/** Settles when the session is safely in its store. Some call back, some give a promise, and those without `save` see to it when the head goes out. */
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

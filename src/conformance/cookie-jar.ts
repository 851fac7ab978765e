/** The cookies that a browser keeps from `Set-Cookie` (RFC 6265bis), for one host, over plain http. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Keeps the cookies of the field lines. It silently drops those that a browser drops: too long, of another host, for https alone. */
  keep(lines: readonly string[], host: string): void {
    for (const line of lines) {
      const cookie = cookieOf(line);
      if (cookie === undefined || !isKept(cookie, host)) continue;
      // Two cookies are the same if name, host and path are equal. Deleting at another path deletes nothing.
      const key = `${cookie.name}\n${cookie.path}`;
      if (cookie.expires <= Date.now()) this.#cookies.delete(key);
      else this.#cookies.set(key, cookie);
    }
  }

  /** Returns the `Cookie` field of a request to this path. */
  field(path: string): string | undefined {
    const pairs = this.all(path).map(({ name, value }) => `${name}=${value}`);
    return pairs.length === 0 ? undefined : pairs.join('; ');
  }

  /** Returns the cookies of a request to this path, oldest first. */
  all(path = '/'): readonly Cookie[] {
    const [pathname = '/'] = path.split('?', 1);
    return [...this.#cookies.values()].filter((cookie) => cookie.expires > Date.now() && isBelow(pathname, cookie.path));
  }

  /**
   * Returns a copy for another browser, with changes.
   *
   * @param change returns the changed members of a cookie
   */
  copy(change: (cookie: Cookie) => Partial<Cookie> = () => ({})): CookieJar {
    const copy = new CookieJar();
    for (const [key, cookie] of this.#cookies) copy.#cookies.set(key, { ...cookie, ...change(cookie) });
    return copy;
  }
}

/** A cookie that a browser keeps. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** In milliseconds since 1970. `Infinity`: until the browser ends. */
  readonly expires: number;
  /** Lower-case names, with `''` for an attribute without a value. */
  readonly attributes: Readonly<Record<string, string>>;
}

const MAX_PAIR = 4_096;
const MAX_ATTRIBUTE = 1_024;

/** Parses a `Set-Cookie` field line (RFC 6265bis). Returns `undefined` for a line without a name. */
export function cookieOf(line: string): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';');
  const equals = pair.indexOf('=');
  if (equals < 1) return undefined;
  const attributes: Record<string, string> = {};
  for (const part of rest) {
    const [name = '', ...value] = part.split('=');
    const text = value.join('=').trim();
    if (text.length <= MAX_ATTRIBUTE) attributes[name.trim().toLowerCase()] = text;
  }
  const { path = '/', expires = '', 'max-age': age } = attributes;
  const date = Date.parse(expires);
  const end = age !== undefined && /^-?\d+$/.test(age) ? Date.now() + Number(age) * 1_000 : Number.isNaN(date) ? Number.POSITIVE_INFINITY : date;
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    path: path.startsWith('/') ? path : '/',
    expires: end,
    attributes,
  };
}

function isKept({ name, value, attributes }: Cookie, host: string): boolean {
  if (Buffer.byteLength(name) + Buffer.byteLength(value) > MAX_PAIR) return false;
  if ('secure' in attributes || /^__(?:host|secure)-/i.test(name)) return false;
  return attributes['domain'] === undefined || attributes['domain'] === host;
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'));
}

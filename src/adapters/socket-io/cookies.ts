/**
 * The cookies of one socket: those of its handshake, and those that responses have set since. The browser does not get the latter, because an ack has no
 * `Set-Cookie`. Without them, each message would start a new session.
 */
export class SocketCookies {
  #field: string | undefined;

  constructor(field: string | undefined) {
    this.#field = field;
  }

  get field(): string | undefined {
    return this.#field;
  }

  /** Stores the cookies of `Set-Cookie` fields (RFC 6265 §5.3), if they are for every path. */
  take(fields: readonly string[]): void {
    for (const field of fields) {
      const [pair = '', ...attributes] = field.split(';').map((part) => part.trim());
      const name = pair.split('=', 1)[0] as string;
      const path = attributeOf(attributes, 'path');
      if (name === '' || (path !== undefined && path !== '/') || pair.length > 4_096) continue;
      const others = (this.#field ?? '').split(/; */).filter((one) => one !== '' && one.split('=', 1)[0] !== name);
      const kept = isOver(attributes) ? others : [...others, pair];
      // The limit is the number of cookies that a browser keeps for a site.
      this.#field = kept.length === 0 ? undefined : kept.slice(-50).join('; ');
    }
  }
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1).trim();
}

/** Is the cookie expired? Max-Age has precedence over Expires (RFC 6265 §4.1.2.2). */
function isOver(attributes: readonly string[]): boolean {
  const age = attributeOf(attributes, 'max-age');
  if (age !== undefined) return Number(age) <= 0;
  const expires = attributeOf(attributes, 'expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

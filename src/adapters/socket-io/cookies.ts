/**
 * The cookies of one socket: those of its handshake, and those that answers have set since. A browser never gets to see the latter (an ack
 * has no `Set-Cookie`), and without them each message would begin a session of its own.
 */
export class SocketCookies {
  #field: string | undefined;

  constructor(field: string | undefined) {
    this.#field = field;
  }

  get field(): string | undefined {
    return this.#field;
  }

  /** Takes in the `Set-Cookie` fields of an answer (RFC 6265 §5.3), as far as they are for every path. */
  take(fields: readonly string[]): void {
    for (const field of fields) {
      const [pair = '', ...attributes] = field.split(';').map((part) => part.trim());
      const name = pair.split('=', 1)[0] as string;
      const path = attributeOf(attributes, 'path');
      if (name === '' || (path !== undefined && path !== '/') || pair.length > 4_096) continue;
      const others = (this.#field ?? '').split(/; */).filter((one) => one !== '' && one.split('=', 1)[0] !== name);
      const kept = isOver(attributes) ? others : [...others, pair];
      // As much as a browser holds for a site, and no more of whatever an app hands out.
      this.#field = kept.length === 0 ? undefined : kept.slice(-50).join('; ');
    }
  }
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1).trim();
}

/** Max-Age goes before Expires (RFC 6265 §4.1.2.2). */
function isOver(attributes: readonly string[]): boolean {
  const age = attributeOf(attributes, 'max-age');
  if (age !== undefined) return Number(age) <= 0;
  const expires = attributeOf(attributes, 'expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

/** A page that was rendered at start, cut where the reference of a failure belongs. Each part is a list of lines. */
export type GoodCopy = readonly (readonly string[])[];

/** A page, and the reference that it was rendered with. */
export interface RenderedOnce {
  readonly page: string;
  readonly reference: string;
}

/**
 * The parts of a page that was rendered with two references. `undefined` if the pages differ in more than the reference. A copy whose reference cannot be
 * replaced would show a visitor a reference that is not in the log.
 */
export function goodCopy(first: RenderedOnce, second: RenderedOnce): readonly string[] | undefined {
  const copy = first.page.split(first.reference);
  return sameParts(copy, second.page.split(second.reference)) ? copy : undefined;
}

/**
 * The parts of a page that differs each time, because it has the time or a random number. `repeated` has the reference of `first`. `undefined` if the page does not
 * differ by itself. Then it has its reference in another form: in small letters, in parts, or as a picture.
 */
export function changingCopy(first: RenderedOnce, repeated: RenderedOnce): readonly string[] | undefined {
  if (first.page === repeated.page) return undefined;
  const copy = first.page.split(first.reference);
  const rest = copy.join(' ').toLowerCase();
  return first.reference.split('-').some((part) => rest.includes(part.toLowerCase())) ? undefined : copy;
}

function sameParts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

/** The nonce of a Content-Security-Policy. It holds no character that could end an attribute. */
const NONCE = /'nonce-([A-Za-z0-9+/_=-]{1,256})'/;

const NONCE_ATTRIBUTE = /(\snonce=)(?:"[^"]*"|'[^']*')/g;

/**
 * The page of one failure. Its scripts and styles get the nonce that the policy of this answer allows. They come from the app's own view, which was rendered
 * without a request, so the policy allows nothing that it would not allow in a fresh page.
 */
export function pageFromCopy(copy: GoodCopy, reference: string, policy: string | undefined): string {
  const page = copy.map((lines) => lines.join('\n')).join(reference);
  const [, nonce] = NONCE.exec(policy ?? '') ?? [];
  return nonce === undefined ? page : page.replace(NONCE_ATTRIBUTE, (_, name: string) => `${name}"${nonce}"`);
}

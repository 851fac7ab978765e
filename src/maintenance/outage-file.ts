/** The content of the maintenance file: a planned outage. A file may also be written by hand: `{}` closes the app. */
export interface OutageFile {
  /** Names this text of the file. The processes that have read it say so. */
  readonly id?: string | undefined;
  /** When the outage began, as an ISO date. */
  readonly since?: string | undefined;
  /** Seconds until the client should try again. */
  readonly retry?: number | undefined;
  /** When the outage is expected to end, as an ISO date. */
  readonly until?: string | undefined;
  /** What the visitor reads in addition. */
  readonly message?: string | undefined;
  /** The key of the bypass cookie and of the hash of the secret. It is new for each outage. */
  readonly key?: string | undefined;
  /** The keyed hash of the secret that opens the app for one browser. */
  readonly secret?: string | undefined;
}

/** The version of the format. */
const VERSION = 1;
/** Seconds until the client should try again, if nothing else is known. */
export const DEFAULT_RETRY = 300;
/** Bytes of the file. A longer one is something else. */
export const MAX_FILE = 65_536;
/** The longest `retry`: 30 days. */
export const MAX_RETRY = 2_592_000;
/** Characters of a message. */
export const MAX_MESSAGE = 500;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isDate = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** What each member of the file has to be. */
const MEMBERS: Readonly<Record<keyof OutageFile, readonly [is: (value: unknown) => boolean, expected: string]>> = {
  id: [isText, 'a text'],
  since: [isDate, 'an ISO date'],
  retry: [(value) => Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_RETRY, `whole seconds from 1 to ${MAX_RETRY}`],
  until: [isDate, 'an ISO date'],
  message: [(value) => isText(value) && (value as string).length <= MAX_MESSAGE, `a text of at most ${MAX_MESSAGE} characters`],
  key: [(value) => typeof value === 'string' && value.length >= 32, 'a key of at least 32 characters'],
  secret: [(value) => typeof value === 'string' && value.length === 43, 'a hash of 43 characters'],
};

/**
 * Reads the text of the file. Unknown members are ignored.
 *
 * @throws Error if the text is no outage; the message says why, and quotes no value, because it may be a secret
 */
export function parseOutage(text: string): OutageFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Error('it is not JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it holds no JSON object');
  const members = value as Readonly<Record<string, unknown>>;
  if (members['version'] !== undefined && members['version'] !== VERSION) throw new Error(`its version is not ${VERSION}`);
  const known = Object.entries(MEMBERS).flatMap(([name, [is, expected]]) => {
    const member = members[name];
    if (member === undefined) return [];
    if (!is(member)) throw new Error(`its member "${name}" is not ${expected}`);
    return [[name, member]];
  });
  return Object.fromEntries(known) as OutageFile;
}

/** The text of the file. */
export function outageText(outage: OutageFile): string {
  return `${JSON.stringify({ version: VERSION, ...outage }, null, 2)}\n`;
}

/** Seconds until the client should try again: until the expected end while it is in the future. */
export function retryAfter({ retry = DEFAULT_RETRY, until }: OutageFile, now: number): number {
  const left = until === undefined ? 0 : Math.ceil((Date.parse(until) - now) / 1000);
  return left > 0 ? left : retry;
}

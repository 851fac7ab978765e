import { randomBytes } from 'node:crypto';
import { MAX_SECRET, secretHash } from '../../maintenance/bypass.ts';
import { DEFAULT_RETRY, MAX_MESSAGE, MAX_RETRY, type OutageFile } from '../../maintenance/outage-file.ts';
import { STANDARD_OUTPUT } from '../file-options.ts';
import { readUntil } from './read-until.ts';

/** The outage that the options ask for, and the secret if they set one. */
export interface NextOutage {
  readonly outage: OutageFile & { readonly id: string };
  readonly secret?: string | undefined;
}

/** The options of `halyard down` that are in the file. */
interface Typed {
  readonly retry?: unknown;
  readonly until?: unknown;
  readonly message?: unknown;
  readonly secret?: unknown;
  readonly 'no-secret'?: unknown;
}

const SHORTEST_SECRET = 12;

/**
 * The outage to write. What the options do not name stays as it is in the file.
 *
 * @param typed the options
 * @param before the outage in the file, if the app is down already
 * @returns the outage, or what is wrong with the options
 */
export function nextOutage(typed: Typed, { before, now }: { readonly before: OutageFile | undefined; readonly now: Date }): NextOutage | string {
  const retry = typed.retry === undefined ? (before?.retry ?? DEFAULT_RETRY) : readRetry(String(typed.retry));
  if (typeof retry === 'string') return retry;
  const until = typed.until === undefined ? before?.until : readEnd(String(typed.until), now);
  if (typeof until === 'object') return until.problem;
  const message = typed.message === undefined ? before?.message : String(typed.message);
  const tooLong = message === undefined ? undefined : messageProblem(message);
  if (tooLong !== undefined) return tooLong;
  const bypass = nextBypass(typed, before);
  if (typeof bypass === 'string') return bypass;
  const { secret, ...hashed } = bypass;
  const known = { id: randomBytes(9).toString('base64url'), since: before?.since ?? now.toISOString(), retry };
  return { outage: { ...known, ...(until ? { until } : {}), ...(message ? { message } : {}), ...hashed.file }, secret };
}

function readRetry(typed: string): number | string {
  const retry = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  return retry > 0 && retry <= MAX_RETRY ? retry : `--retry is ${JSON.stringify(typed)}. Expected whole seconds from 1 to ${MAX_RETRY}, such as 600.`;
}

/** An empty text removes the end that was set before. */
function readEnd(typed: string, now: Date): string | { readonly problem: string } {
  if (typed === '') return '';
  const until = readUntil(typed, now);
  return 'at' in until ? until.at.toISOString() : until;
}

function messageProblem(message: string): string | undefined {
  if (message.length > MAX_MESSAGE) return `--message has ${message.length} characters. Expected at most ${MAX_MESSAGE}.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(message) ? '--message has a line break or a control character. Expected one line of text.' : undefined;
}

/** A new secret gets a new key, so that the cookies of the old one are void. */
function nextBypass(typed: Typed, before: OutageFile | undefined): { readonly file: Pick<OutageFile, 'key' | 'secret'>; readonly secret?: string } | string {
  const key = randomBytes(32).toString('base64url');
  if (typed['no-secret'] === true) return typed.secret === undefined ? { file: { key } } : 'Choose one of --secret and --no-secret.';
  if (typed.secret === undefined) return { file: before?.secret === undefined ? { key } : { key: before.key, secret: before.secret } };
  const secret = typed.secret === STANDARD_OUTPUT ? randomBytes(16).toString('hex') : String(typed.secret);
  const problem = secretProblem(secret);
  return problem ?? { file: { key, secret: secretHash(key, secret) }, secret };
}

/** The secret is the only thing that keeps others out, and nothing counts wrong ones. */
function secretProblem(secret: string): string | undefined {
  const make = 'Use --secret without a word, and Halyard makes one.';
  if (secret.length < SHORTEST_SECRET) return `--secret has ${secret.length} characters. Expected at least ${SHORTEST_SECRET}. ${make}`;
  if (secret.length > MAX_SECRET) return `--secret has ${secret.length} characters. Expected at most ${MAX_SECRET}. ${make}`;
  if (!secret.isWellFormed()) return `--secret is no well-formed text. ${make}`;
  return new Set(secret).size < 6 ? `--secret has fewer than 6 different characters, so it is easy to guess. ${make}` : undefined;
}

import { exposedStatus, exposedText } from './exposed-text.ts';
import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import { isArray, readOwn } from './guarded-read.ts';
import { retryAfter } from './headers/retry-after.ts';
import type { ResponseDefinition } from './response-definition.ts';
import { SAYS, type Saying } from './response-error.ts';
import type { ResponseEntry, ResponseTable } from './response-table.ts';
import { statusPhrase } from './status.ts';

/** Which response a thrown value means, and with which arguments, so that it takes the same road as a call. */
export interface Said {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
}

/** Ours by its mark, an http-errors one by its shape; everything else, whatever status it claims to have, is a `serverError`. */
export function saidBy(error: unknown, table: ResponseTable): Said {
  const saying = readOwn(error, SAYS) as Saying | undefined;
  if (saying !== undefined) return saidByResponse(error, saying, table);
  // The mark of the CSRF libraries (csurf, csrf-csrf): the token had expired, or the post is not from our form.
  if (readOwn(error, 'code') === 'EBADCSRFTOKEN') {
    return { entry: entryNamed(table, 'forbidden'), args: [undefined, { cause: error, code: 'EBADCSRFTOKEN', resend: true }] };
  }
  const status = exposedStatus(error);
  if (status === undefined) return { entry: entryNamed(table, 'serverError'), args: errorArguments(error) };
  // A parser's complaint quotes what was sent (body-parser's marks): neither the client nor the log needs it again.
  if (readOwn(error, 'type') === 'entity.parse.failed') return { entry: entryNamed(table, 'badRequest'), args: ['The request body could not be parsed.'] };
  const options: ResponseOptions = { cause: error, headers: exposedFields(error, status) };
  return { entry: table.byStatus.get(status) ?? plainEntry(status), args: [exposedText(error as Error), options] };
}

function saidByResponse(error: unknown, { definition, args }: Saying, table: ResponseTable): Said {
  const entry = table.byDefinition.get(definition) ?? table.byName.get(definition.name ?? '') ?? thrownEntry(definition as never);
  // A failure on our side is worth the stack of where it was thrown.
  return entry.name === 'serverError' && args.length === 0 ? { entry, args: [error] } : { entry, args };
}

/** `serverError(errors)` reads a list as several errors and `undefined` as none: a thrown one is still one error. */
function errorArguments(error: unknown): readonly unknown[] {
  return error === undefined || isArray(error) ? [[error]] : [error];
}

/** A definition that was thrown without having been given a name here. */
function thrownEntry(definition: ResponseDefinition<readonly unknown[]>): ResponseEntry {
  const name = definition.name || String(definition.status);
  return { name, definition, override: undefined, opaque: false };
}

/** A status that has no response of its own (418, 431): its phrase, and the message. */
function plainEntry(status: number): ResponseEntry {
  const name = String(status);
  return {
    name,
    definition: { name, status, title: statusPhrase(status), outcome: (message, options) => factsOfMessage(message, options as ResponseOptions) },
    override: undefined,
    opaque: false,
  };
}

export function entryNamed(table: ResponseTable, name: string): ResponseEntry {
  return table.byName.get(name) as ResponseEntry;
}

/** The fields an error may bring along, each for the statuses it belongs to. Everything else in `headers` may be anybody's. */
const FIELDS: Readonly<Record<string, readonly number[] | 'any'>> = {
  'retry-after': 'any',
  'www-authenticate': [401],
  allow: [405],
  accept: [415],
  'accept-encoding': [415],
  'accept-patch': [415],
  upgrade: [426],
  link: 'any',
};

function exposedFields(error: unknown, status: number): Record<string, string> {
  const fields: Record<string, string> = {};
  const headers = readOwn(error, 'headers');
  for (const [name, statuses] of Object.entries(FIELDS)) {
    const value = readOwn(headers, name) ?? readOwn(headers, titleCase(name));
    const text = name === 'retry-after' && typeof value === 'number' ? retryAfter(value) : value;
    if (typeof text === 'string' && (statuses === 'any' || statuses.includes(status))) fields[name] = text;
  }
  return fields;
}

function titleCase(name: string): string {
  return name === 'www-authenticate' ? 'WWW-Authenticate' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

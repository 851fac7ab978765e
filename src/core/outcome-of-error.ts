import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import { isArray, isError, ownMembers, readOwn } from './guarded-read.ts';
import type { Meaning } from './meaning.ts';
import type { ResponseDefinition } from './response-definition.ts';
import { SAYS, type Saying } from './response-error.ts';
import type { ResponseEntry, ResponseTable } from './response-table.ts';
import type { Settings } from './settings.ts';
import { statusPhrase } from './status.ts';

/** Which response a thrown value means, and with which arguments, so that it takes the same road as a call. */
export interface Said {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
}

/** Ours by its mark, a library's by that library's; everything else, whatever status it claims to have, is a `serverError`. */
export function saidBy(error: unknown, { responses, understand }: Pick<Settings, 'responses' | 'understand'>): Said {
  const saying = readOwn(error, SAYS) as Saying | undefined;
  if (saying !== undefined) return saidByResponse(error, saying, responses);
  // What is no Error is nobody's, and is not searched: reading it may take its time (R22).
  const meaning = isError(error) ? understand?.(error) : undefined;
  const { status = 500, detail, issues, headers, code, resend, quotes } = ownMembers<Meaning>(meaning ?? {});
  if (status === 500) return { entry: entryNamed(responses, 'serverError'), args: errorArguments(error) };
  const options = { cause: quotes ? undefined : error, headers, code, resend };
  return { entry: responses.byStatus.get(status) ?? plainEntry(status), args: [issues ?? detail, options] };
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

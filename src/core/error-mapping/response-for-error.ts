import { badRequest } from '../responses/bad-request.ts';
import { conflict } from '../responses/conflict.ts';
import { factsOfMessage, type ResponseOptions } from '../responses/facts-of-message.ts';
import type { OutcomeFacts } from '../responses/outcome.ts';
import type { ResponseDefinition } from '../responses/response-definition.ts';
import { THROWN_RESPONSE, type ThrownResponse } from '../responses/response-error.ts';
import type { ResponseEntry, ResponseTable } from '../responses/response-table.ts';
import { unprocessableContent } from '../responses/unprocessable-content.ts';
import { forgottenIn } from '../values/forgotten-await.ts';
import { isArray, readOwn, readProperty } from '../values/guarded-read.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import { statusPhrase } from '../values/status.ts';
import { type ErrorMapping, type HostFacts, mapError } from './map-error.ts';

/** Which response a thrown value means, and with which arguments, so that it takes the same road as a call. */
export interface ResponseCall {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
}

/** What error mapping needs of an app's choices. */
export interface ErrorMappingSettings {
  readonly responses: ResponseTable;
  /** Reads the errors and validation results of other libraries. `undefined`: no library is known here. */
  readonly mapLibraryValue: MapLibraryValue | undefined;
}

/** A response of ours that was thrown, by its mark; any other value by what `mapError` makes of it. */
export function responseForError(error: unknown, { responses, mapLibraryValue }: ErrorMappingSettings, known?: HostFacts): ResponseCall {
  const saying = readOwn(error, THROWN_RESPONSE) as ThrownResponse | undefined;
  if (saying !== undefined && isThrownResponse(saying)) return responseForThrown(error, saying, responses);
  return responseForMapping(error, mapError(error, mapLibraryValue, known), responses);
}

/** A Proxy may say yes to every question: what it gives has to be what a response of ours is. */
function isThrownResponse(saying: unknown): saying is ThrownResponse {
  const status = readProperty(readProperty(saying, 'definition'), 'status');
  return typeof status === 'number' && isArray(readProperty(saying, 'args'));
}

/** The same, for a value that cannot even be asked: it is a failure on our side. */
export function safeResponseForError(error: unknown, settings: ErrorMappingSettings, known?: HostFacts): ResponseCall {
  try {
    return responseForError(error, settings, known);
  } catch {
    return { entry: entryNamed(settings.responses, 'serverError'), args: [[error]] };
  }
}

function responseForMapping(error: unknown, mapping: ErrorMapping, responses: ResponseTable): ResponseCall {
  // What the mapping leaves behind may hold a promise: only the error itself shows it.
  if (mapping.status !== 500 && forgottenIn([error], { once: true }) !== undefined) {
    return { entry: entryNamed(responses, 'serverError'), args: errorArguments(error) };
  }
  const { status, detail, issues, data, headers, code, resend, expose, quotes } = mapping;
  if (status === 500) {
    const hasMore = headers !== undefined || code !== undefined || expose !== undefined;
    return { entry: entryNamed(responses, 'serverError'), args: hasMore ? [[error], { headers, code, expose }] : errorArguments(error) };
  }
  const causes = mapping.causes ?? (quotes ? [] : [error]);
  const entry = responses.byStatus.get(status) ?? plainEntry(status);
  const fitsArguments = data === undefined && (issues === undefined || TAKES_ISSUES.has(status));
  if (fitsArguments || entry.override !== undefined) return { entry, args: [issues ?? detail, { cause: causes[0], headers, code, resend, expose }] };
  const outcome = (): OutcomeFacts => ({ detail, issues, data, headers, code, resend, expose, causes: causes.length === 0 ? undefined : causes });
  return { entry: { ...entry, definition: { ...entry.definition, outcome } }, args: [] };
}

/** The statuses whose responses take issues as their first argument: 400, 409 and 422. */
const TAKES_ISSUES: ReadonlySet<number> = new Set([badRequest.status, conflict.status, unprocessableContent.status]);

function responseForThrown(error: unknown, { definition, args }: ThrownResponse, table: ResponseTable): ResponseCall {
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

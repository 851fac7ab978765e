import type { HostFacts } from '../ports/host.ts';
import { badRequest } from '../responses/bad-request.ts';
import { conflict } from '../responses/conflict.ts';
import { factsOfMessage, type ResponseOptions } from '../responses/facts-of-message.ts';
import type { InternalFacts } from '../responses/outcome.ts';
import { THROWN_RESPONSE, type ThrownResponse } from '../responses/response-error.ts';
import { entryWith, type ResponseEntry, type ResponseTable } from '../responses/response-table.ts';
import { unprocessableContent } from '../responses/unprocessable-content.ts';
import { isArray, readOwn, readProperty } from '../values/guarded-read.ts';
import { statusPhrase } from '../values/status.ts';
import { findUnawaited } from '../values/unawaited-promise.ts';
import type { ErrorMappingSettings } from './error-mapping-settings.ts';
import { type ErrorMapping, mapError } from './map-error.ts';

/** The response for a thrown value, with its arguments. It takes the same path as a call of that response. */
export interface ResponseCall {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
  /** The error that a rule of the app has turned into this response. It is logged as the cause, unless the response has another one. */
  readonly cause?: unknown;
}

/** Finds a thrown response by its mark, tries the app's rules, and maps every other value with `mapError`. `known` reads the facts of the host. */
export function responseForError(error: unknown, settings: ErrorMappingSettings, known?: () => HostFacts | undefined): ResponseCall {
  const { responses } = settings;
  const thrown = readOwn(error, THROWN_RESPONSE) as ThrownResponse | undefined;
  if (thrown !== undefined && isThrownResponse(thrown)) return responseForThrown(error, thrown, responses);
  const ruled = readOwn(settings.rules?.(error), THROWN_RESPONSE) as ThrownResponse | undefined;
  if (ruled !== undefined) return { ...responseForThrown(error, ruled, responses), cause: error };
  return responseForMapping(error, mapError(error, settings, known?.()), responses);
}

/** Checks the members of the value, because a Proxy can return a value for every property. */
function isThrownResponse(value: unknown): value is ThrownResponse {
  const status = readProperty(readProperty(value, 'definition'), 'status');
  return typeof status === 'number' && isArray(readProperty(value, 'args'));
}

/** Does the same as `responseForError`, and never throws. A value that cannot be read is a `serverError`. */
export function safeResponseForError(error: unknown, settings: ErrorMappingSettings, known?: () => HostFacts | undefined): ResponseCall {
  try {
    return responseForError(error, settings, known);
  } catch {
    return { entry: entryNamed(settings.responses, 'serverError'), args: [[error]] };
  }
}

function responseForMapping(error: unknown, mapping: ErrorMapping, responses: ResponseTable): ResponseCall {
  const args = errorArguments(error);
  const failure = { entry: entryNamed(responses, 'serverError'), args };
  // The mapping may drop a promise that the error holds, so the error itself is searched.
  if (mapping.status !== 500 && findUnawaited([error], { once: true }) !== undefined) return failure;
  const { status, causes = mapping.quotes ? [] : [error], title, ...facts } = mapping;
  // They are read from the mapping, which inherits nothing. The rest of a destructured object does.
  const { detail, issues, headers, code, resend, expose } = mapping;
  const entry = responses.byStatus.get(status) ?? plainEntry(status);
  if (status === 500 && (facts.data === undefined || entry.override)) return { ...failure, args: [...args, { headers, code, expose }] };
  // With data, or with a message beside issues, the arguments of a response have no room for all facts.
  const more = facts.data ?? (issues && (TAKES_ISSUES.has(status) ? detail : issues));
  if (more === undefined || entry.override) return { entry, args: [issues ?? detail, { cause: causes[0], headers, code, resend, expose }] };
  const { definition } = entry;
  const outcome = (): InternalFacts => ({ ...facts, causes, dataOfError: true });
  return { entry: { ...entry, definition: { ...definition, title: title ?? definition.title, outcome } }, args: [] };
}

/** The statuses whose responses take issues as their first argument: 400, 409 and 422. */
const TAKES_ISSUES: ReadonlySet<number> = new Set([badRequest.status, conflict.status, unprocessableContent.status]);

function responseForThrown(error: unknown, { definition, args }: ThrownResponse, table: ResponseTable): ResponseCall {
  const entry =
    table.byDefinition.get(definition) ??
    table.byName.get(definition.name ?? '') ??
    entryWith(definition.name || String(definition.status), definition as never);
  // For a server error, the log needs the stack of the place where it was thrown.
  return entry.name === 'serverError' && args.length === 0 ? { entry, args: [error] } : { entry, args };
}

/** `serverError(errors)` reads a list as several errors, and `undefined` as no error. A thrown list or `undefined` is still one error. */
function errorArguments(error: unknown): readonly unknown[] {
  return error === undefined || isArray(error) ? [[error]] : [error];
}

/** The entry for a status without a response method (418, 431). It sends the status phrase and the message. */
function plainEntry(status: number): ResponseEntry {
  const name = String(status);
  return entryWith(name, { name, status, title: statusPhrase(status), outcome: (message, options) => factsOfMessage(message, options as ResponseOptions) });
}

/** Finds the response with this name. The caller must know that it exists. */
export function entryNamed(table: ResponseTable, name: string): ResponseEntry {
  return table.byName.get(name) as ResponseEntry;
}

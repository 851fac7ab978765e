import { isHttpClientError } from '../core/error-mapping/http-client-error.ts';
import { type DefinedResponse, defineResponse } from '../core/responses/define-response.ts';
import type { AboutArgument, InternalFacts } from '../core/responses/outcome.ts';
import { isArray, isError, isPlainObject, readOwn, readProperty } from '../core/values/guarded-read.ts';
import { ERROR_LIMITS, type JsonLimits } from '../core/values/json-limits.ts';
import { jsonValue } from '../core/values/json-value.ts';
import { SUBMITTED_VALUE_NAMES } from '../core/values/submitted-names.ts';
import { issuesInPlace } from '../core/values/validation-parts.ts';

/** The byte limit of every error body. Items and depth have wide limits only. */
const LIMITS: JsonLimits = { ...ERROR_LIMITS, depth: 64, items: 10_000, text: ERROR_LIMITS.bytes };

/** Returns a built-in response that also keeps its argument in the outcome. */
export function sendingArgument(response: DefinedResponse<readonly never[]>): DefinedResponse<readonly never[]> {
  const { name, status, title } = response;
  const builtIn = response.outcome as (...args: readonly unknown[]) => object;
  return defineResponse({
    name,
    status,
    title,
    outcome: (...args: readonly unknown[]): InternalFacts => {
      const value = status < 500 ? args[0] : thrownValue(args[0]);
      return { ...builtIn(...args), argument: (about) => (about.quoted === undefined ? argumentJson(value, about) : argumentWithoutValues(about.quoted)) };
    },
  }) as DefinedResponse<readonly never[]>;
}

/** `serverError` reads a list as several errors, so a thrown list or `undefined` arrives inside another list. */
function thrownValue(value: unknown): unknown {
  const only = isArray(value) && value.length === 1 ? readProperty(value, 0) : value;
  return only === undefined || isArray(only) ? only : value;
}

function argumentJson(value: unknown, { revealed, now, mapLibraryValue }: AboutArgument): unknown {
  if (isError(value)) return errorJson(value, { revealed, now, mapLibraryValue });
  const json = jsonValue(value, { limits: LIMITS, now, errors: revealed, substitute: issuesInPlace(mapLibraryValue) });
  return withoutTyped(json);
}

/**
 * Returns the JSON of an Error with a `toJSON`. In production only a `toJSON` on the error itself counts: Sails sets it on its usage errors for this
 * answer. The `toJSON` of a class or an HTTP client exposes everything: message, stack, the request with its Authorization.
 */
function errorJson(error: Error, { revealed, now, mapLibraryValue }: AboutArgument): unknown {
  const toJSON = revealed ? readProperty(error, 'toJSON') : isHttpClientError(error) ? undefined : readOwn(error, 'toJSON');
  if (typeof toJSON !== 'function') return undefined;
  return jsonValue({ toJSON: () => toJSON.call(error) }, { limits: LIMITS, now, errors: revealed, mask: true, substitute: issuesInPlace(mapLibraryValue) });
}

/** With a message, one of these members marks an entry of a validation library. */
const ABOUT_A_FIELD = ['path', 'field', 'property', 'rule', 'param', 'instancePath', 'keyword', 'location'];

/** Removes the submitted values from entries of a validation library. Anything else stays as it is. */
function withoutTyped(value: unknown): unknown {
  if (isArray(value)) return value.map(withoutTyped);
  if (!isPlainObject(value)) return value;
  const isEntry = typeof (value['message'] ?? value['msg']) === 'string' && ABOUT_A_FIELD.some((name) => Object.hasOwn(value, name));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isEntry || !SUBMITTED_VALUE_NAMES.has(name))
      .map(([name, member]) => [name, withoutTyped(member)]),
  );
}

/**
 * Returns the argument for a library error that quotes submitted values. `undefined` makes the preset answer with the issues. Clients of Sails read
 * `problems` of its actions, and `code` and `details` of Waterline, so these are written from the issues.
 */
function argumentWithoutValues({ libraryValue, issues }: NonNullable<AboutArgument['quoted']>): unknown {
  const code = readOwn(libraryValue, 'code');
  if (typeof code !== 'string') return undefined;
  const isOfActions = isArray(readOwn(libraryValue, 'problems'));
  if (!isOfActions && !(code.startsWith('E_INVALID_') && typeof readOwn(libraryValue, 'details') === 'string')) return undefined;
  const problems = issues.map(({ message, path }) => {
    if (path.length === 0) return message;
    const field = `"${path.map(String).join('.')}"`;
    return message === 'Required' ? `${field} is required` : `${field}: ${message}`;
  });
  if (isOfActions) return { code, problems, message: `${problems.length} missing or invalid parameter${problems.length === 1 ? '' : 's'}` };
  const details = problems.join('\n');
  return { code, message: details, details, errors: issues.map((issue) => ({ message: issue.message, path: issue.path.map(String), code: issue.code })) };
}

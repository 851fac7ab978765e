import { UNNAMED } from './field-name.ts';
import { MAX_MEMBERS } from './first-of.ts';
import { isArray, isError, isPlainObject, readOwn, readProperty } from './guarded-read.ts';
import type { Issue } from './issue.ts';
import type { JsonOptions } from './json-options.ts';
import type { MapLibraryValue } from './library-mapping.ts';
import { listMember } from './list-member.ts';
import { SUBMITTED_VALUE_NAMES } from './submitted-names.ts';

/**
 * The option `substitute` of `jsonValue`, for data that an app passes or throws: `{ form: 'login', problems: result.array() }`, lists of lists,
 * results of several validations. If a message of a validation result quotes a submitted value, issues replace the result.
 */
export function issuesInPlace(mapLibraryValue: MapLibraryValue | undefined): JsonOptions['substitute'] {
  if (mapLibraryValue === undefined) return undefined;
  return (value) => {
    const { quotes, issues } = mapLibraryValue(value) ?? {};
    if (!quotes || issues === undefined) return undefined;
    const entries = issues.map(asEntry);
    // The message of an Error may repeat all of its issues with the submitted values.
    if (isError(value)) return entries;
    if (hasSameMessages(value, issues)) return undefined;
    const found = listMember(value);
    if (found !== undefined && isPlainObject(value)) return withList(value, found.name, entries);
    return entries.length === 1 && !isArray(value) ? entries[0] : entries;
  };
}

/** The object around a list of issues, with another list. The result of a library keeps the submitted values next to its list, so they are removed. */
function withList(value: object, name: string, list: readonly object[]): object {
  const others = Object.keys(value).filter((key) => !SUBMITTED_VALUE_NAMES.has(key) && key !== 'output' && key !== name);
  return Object.fromEntries([...others.map((key) => [key, readOwn(value, key)]), [name, list]]);
}

/** An issue with the member names that most libraries use: `message`, `path`, `code`. */
function asEntry({ message, path, code }: Issue): object {
  return { message, path: path.map(String).join('.'), ...(code !== undefined && { code }) };
}

/** Whether the issues have the same messages as the list, and complete paths. Only the first members of a long list are compared. */
export function hasSameMessages(value: unknown, issues: readonly Issue[]): boolean {
  const list = isArray(value) ? value : (listMember(value)?.list ?? [value]);
  return issues.slice(0, MAX_MEMBERS).every(({ message, path }, i) => messageOf(list[i]) === message && !path.includes(UNNAMED));
}

function messageOf(entry: unknown): unknown {
  return typeof entry === 'string' ? entry : (readProperty(entry, 'message') ?? readProperty(entry, 'msg'));
}

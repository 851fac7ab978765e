import { boundedText, jsonBytes } from '../../core/values/bounded-text.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { isArray, isError, isPlainObject, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { JsonLimits } from '../../core/values/json-limits.ts';
import { jsonValue } from '../../core/values/json-value.ts';
import { kindOf } from '../../core/values/kind-of.ts';
import type { MapLibraryValue } from '../../core/values/library-mapping.ts';
import { isSecretName, MASKED, maskText } from '../../core/values/mask.ts';
import { readOnce } from '../../core/values/read-once.ts';
import { SUBMITTED_VALUE_NAMES } from '../../core/values/submitted-names.ts';
import { issuesInPlace } from '../../core/values/validation-parts.ts';
import { withoutValues } from './database-texts.ts';

const MAX_MEMBERS = 32;
const MAX_NAME = 128;
const LIMITS: JsonLimits = { depth: 4, items: 24, text: 1_024, bytes: 2_048, time: 50 };
/** Class instances with more members are named only: a client, a socket, a connection. */
const MAX_OF_INSTANCE = 24;
/** Lists of submitted values, beside those that validation libraries have. */
const VALUES: ReadonlySet<string> = new Set([...SUBMITTED_VALUE_NAMES, 'parameters', 'bindings', 'values', 'body', 'fields']);

interface Reading {
  readonly now: () => number;
  readonly mapLibraryValue: MapLibraryValue | undefined;
}

type Member = readonly [name: string, value: string];

/** The own members of a thrown value, masked, each as one short text. Together they have about `bytes`. Members in `shown` stand in another place. */
export function membersOf(value: object, shown: ReadonlySet<string>, bytes: number, reading: Reading): readonly Member[] {
  const members: Member[] = [];
  let left = bytes;
  for (const name of namesOf(value)) {
    if (shown.has(name)) continue;
    if (left < 64 || members.length >= MAX_MEMBERS) {
      members.push(['…', 'and more']);
      break;
    }
    const text = boundedText(memberText(value, name, reading), Math.min(LIMITS.bytes, left));
    const shownName = boundedText(maskText(name), MAX_NAME);
    left -= jsonBytes(text) + jsonBytes(shownName) + 8;
    members.push([shownName, text]);
  }
  return members;
}

function namesOf(value: object): readonly string[] {
  try {
    return Object.keys(value).slice(0, 1_024);
  } catch {
    return [];
  }
}

function memberText(owner: object, name: string, reading: Reading): string {
  if (isSecretName(name)) return MASKED;
  if (VALUES.has(name)) return '[left out]';
  let member: unknown;
  try {
    member = readOnce(owner, name);
  } catch {
    return '[unreadable]';
  }
  if (typeof member === 'function') return '[function]';
  const shown = jsonValue(typeof member === 'string' ? withoutValues(name, member.slice(0, 65_536)) : member, {
    limits: LIMITS,
    now: reading.now,
    errors: (error: Error) => errorRecord(error, reading.now, reading.mapLibraryValue),
    mask: true,
    once: true,
    omit: VALUES,
    substitute: substitute(reading.mapLibraryValue),
  });
  return typeof shown === 'string' ? shown : shown === undefined ? 'undefined' : JSON.stringify(shown, undefined, 2);
}

function substitute(mapLibraryValue: MapLibraryValue | undefined): (value: object) => unknown {
  const issues = issuesInPlace(mapLibraryValue);
  return (value) => {
    const other = issues?.(value);
    if (other !== undefined || isArray(value) || isError(value)) return other;
    if (isPlainObject(value)) return withoutDatabaseTexts(value);
    const name = nameOfLarge(value);
    return name === undefined ? undefined : new String(name);
  };
}

/** A copy without the values that a database quotes. `undefined` if the object has no text of a database. */
function withoutDatabaseTexts(value: Record<string, unknown>): object | undefined {
  const copy: Record<string, unknown> = {};
  let isChanged = false;
  for (const name of namesOf(value).slice(0, LIMITS.items + 1)) {
    const member = readProperty(value, name);
    copy[name] = typeof member === 'string' ? withoutValues(name, member.slice(0, 65_536)) : member;
    if (copy[name] !== member) isChanged = true;
  }
  return isChanged ? copy : undefined;
}

/** A short name for an instance that holds more than an error: a stream, a socket, a request, a client. */
function nameOfLarge(value: object): string | undefined {
  const kind = kindOf(value);
  if (kind === 'Map' || kind === 'Set' || kind === 'Date' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return undefined;
  if (typeof readProperty(value, 'toJSON') === 'function') return undefined;
  const isEmitter = typeof readProperty(value, 'on') === 'function' && typeof readProperty(value, 'emit') === 'function';
  const isFetched = kind === 'Response' || kind === 'Request' || kind === 'AbortSignal' || kind === 'ReadableStream';
  if (!isEmitter && !isFetched && namesOf(value).length <= MAX_OF_INSTANCE) return undefined;
  const status = readProperty(value, 'statusCode') ?? (isFetched ? readProperty(value, 'status') : undefined);
  const method = readProperty(value, 'method');
  const place = readProperty(value, 'path') ?? (isFetched ? readProperty(value, 'url') : undefined);
  const facts = [
    classOf(value) ?? kind ?? 'object',
    typeof status === 'number' ? String(status) : undefined,
    typeof method === 'string' ? method.slice(0, 16) : undefined,
    typeof place === 'string' ? boundedText(maskText(place.slice(0, 1_024)), 256) : undefined,
  ];
  return `[${facts.filter((fact) => fact !== undefined && fact !== '').join(' ')}]`;
}

/** The name of the value's class, if it is an ordinary one. */
export function classOf(value: object): string | undefined {
  const maker = readProperty(value, 'constructor');
  const name = typeof maker === 'function' ? readOwn(maker, 'name') : undefined;
  return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,127}$/.test(name) && name !== 'Object' ? maskText(name) : undefined;
}

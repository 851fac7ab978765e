import { HalyardError } from '../values/errors.ts';
import { quote } from '../values/quote.ts';
import type { AppResponse } from './app-response.ts';
import { BUILT_IN } from './built-in-responses.ts';
import { type DefinedResponse, isDefinedResponse } from './define-response.ts';
import type { ResponseDefinition } from './response-definition.ts';

/** One response of an app: what it means, and the function of the app that answers in its place, if there is one. */
export interface ResponseEntry {
  readonly name: string;
  readonly definition: ResponseDefinition<readonly unknown[]>;
  readonly override: AppResponse | undefined;
  /** Only the app knows what it means: a function under a name that we have no definition for. */
  readonly opaque: boolean;
}

export interface ResponseTable {
  readonly byName: ReadonlyMap<string, ResponseEntry>;
  /** The response for a status that an error carries. */
  readonly byStatus: ReadonlyMap<number, ResponseEntry>;
  /** The name under which a definition was given, so that a thrown one finds it. */
  readonly byDefinition: ReadonlyMap<unknown, ResponseEntry>;
}

/** What JavaScript itself, or a promise, would take for its own; and the one method of ours that is no response. */
const RESERVED: ReadonlySet<string> = new Set([
  'then',
  'catch',
  'finally',
  'constructor',
  'prototype',
  '__proto__',
  'toString',
  'toJSON',
  'valueOf',
  'hasOwnProperty',
  'negotiate',
]);

/** @throws HalyardError E_NAME_RESERVED, E_RESPONSE_DEFINITION */
export function responseTable(
  own: Readonly<Record<string, DefinedResponse<readonly never[]> | AppResponse>> = {},
  reserved: ReadonlySet<string> = new Set(),
  preset: Readonly<Record<string, DefinedResponse<readonly never[]>>> = {},
): ResponseTable {
  const byName = new Map<string, ResponseEntry>();
  const byDefinition = new Map<unknown, ResponseEntry>();
  const byStatus = new Map<number, ResponseEntry>();
  const add = (response: unknown, entry: ResponseEntry): void => {
    byName.set(entry.name, entry);
    byDefinition.set(response, entry);
  };
  const builtIn = new Map(BUILT_IN.map((response) => [response.name, response]));
  for (const [name, response] of builtIn) add(response, entryOf(name, response));
  for (const [name, response] of [...Object.entries(preset), ...Object.entries(own)]) {
    checkName(name, reserved);
    const entry = entryOf(name, response, byName.get(name));
    add(response, entry);
    // What throws the built-in one means the one in its place.
    if (builtIn.has(name)) add(builtIn.get(name), entry);
  }
  for (const entry of byName.values()) {
    const { status } = entry.definition;
    if (status >= 400 && (!byStatus.has(status) || builtIn.has(entry.name))) byStatus.set(status, entry);
  }
  return { byName, byStatus, byDefinition };
}

function entryOf(name: string, response: unknown, replaced?: ResponseEntry): ResponseEntry {
  if (isDefinedResponse(response)) return { name, definition: named(name, response as never), override: undefined, opaque: false };
  if (typeof response !== 'function') {
    throw new HalyardError('E_RESPONSE_DEFINITION', { found: `${quote(response)} as response "${name}"`, expected: 'a function, or a defineResponse()' });
  }
  const override = response as AppResponse;
  return { name, definition: replaced?.definition ?? named(name, UNKNOWN), override, opaque: replaced === undefined };
}

/** What is answered when a response that only the app knows fails. */
const UNKNOWN: ResponseDefinition<readonly unknown[]> = { status: 500, title: 'Internal Server Error', outcome: () => ({}) };

function named(name: string, { status, title, outcome }: ResponseDefinition<readonly unknown[]>): ResponseDefinition<readonly unknown[]> {
  return { name, status, title, outcome };
}

function checkName(name: string, reserved: ReadonlySet<string>): void {
  if (RESERVED.has(name) || reserved.has(name)) {
    throw new HalyardError('E_NAME_RESERVED', {
      found: `a response called "${name}"`,
      expected: 'a name of its own',
      todo: `Rename it: res.${name} is not ours to give.`,
    });
  }
  if (!/^[A-Za-z_$][\w$.-]{0,63}$/.test(name)) {
    throw new HalyardError('E_RESPONSE_DEFINITION', {
      found: `a response called ${JSON.stringify(name)}`,
      expected: 'a name that begins with a letter and has letters, digits, _, - or . in it',
    });
  }
}

import { HalyardError } from '../values/errors.ts';
import { quote } from '../values/quote.ts';
import type { AppResponse } from './app-response.ts';
import { BUILT_IN } from './built-in-responses.ts';
import { type DefinedResponse, isDefinedResponse } from './define-response.ts';
import type { ResponseDefinition } from './response-definition.ts';

/** One response of an app: its definition, and the function of the app that answers instead, if there is one. */
export interface ResponseEntry {
  readonly name: string;
  readonly definition: ResponseDefinition<readonly unknown[]>;
  readonly override: AppResponse | undefined;
  /** The app's response is a function, and no definition has its name. Its status is not known. */
  readonly opaque: boolean;
}

/** All responses of an app. */
export interface ResponseTable {
  /** The entry for the name of a method. */
  readonly byName: ReadonlyMap<string, ResponseEntry>;
  /** The response for a status that an error carries. */
  readonly byStatus: ReadonlyMap<number, ResponseEntry>;
  /** The entry of a definition, so that a thrown response finds it. */
  readonly byDefinition: ReadonlyMap<unknown, ResponseEntry>;
}

/** Names that JavaScript and promises use, and `negotiate`, the only method of Halyard that is not a response. */
const RESERVED: ReadonlySet<string> = new Set('then catch finally constructor prototype __proto__ toString toJSON valueOf hasOwnProperty negotiate'.split(' '));

/**
 * Makes the table of the built-in responses, the responses of the preset, and those of the app (`own`). A later response replaces an earlier one of the same
 * name. `reserved` holds names that the host uses.
 *
 * @throws HalyardError E_NAME_RESERVED, E_RESPONSE_DEFINITION
 */
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
    // A thrown built-in response is answered by its replacement.
    if (builtIn.has(name)) add(builtIn.get(name), entry);
  }
  for (const entry of byName.values()) {
    const { status } = entry.definition;
    if (status >= 400 && (!byStatus.has(status) || builtIn.has(entry.name))) byStatus.set(status, entry);
  }
  return { byName, byStatus, byDefinition };
}

function entryOf(name: string, response: unknown, replaced?: ResponseEntry): ResponseEntry {
  if (isDefinedResponse(response)) return entryWith(name, named(name, response as never));
  if (typeof response !== 'function') {
    throw new HalyardError('E_RESPONSE_DEFINITION', { found: `${quote(response)} as response "${name}"`, expected: 'a function, or a defineResponse()' });
  }
  const override = response as AppResponse;
  return { name, definition: replaced?.definition ?? named(name, UNKNOWN), override, opaque: replaced === undefined };
}

/** The entry of a response that is a definition, and not a function of the app. */
export function entryWith(name: string, definition: ResponseEntry['definition']): ResponseEntry {
  return { name, definition, override: undefined, opaque: false };
}

/** The definition for an app's response without one. It answers if that response fails. */
const UNKNOWN: ResponseDefinition<readonly unknown[]> = { status: 500, title: 'Internal Server Error', outcome: () => ({}) };

function named(name: string, { status, title, outcome }: ResponseDefinition<readonly unknown[]>): ResponseDefinition<readonly unknown[]> {
  return { name, status, title, outcome };
}

function checkName(name: string, reserved: ReadonlySet<string>): void {
  if (RESERVED.has(name) || reserved.has(name)) {
    throw new HalyardError('E_NAME_RESERVED', {
      found: `a response called ${quote(name)}`,
      expected: 'a name that JavaScript and the host leave free',
      todo: 'Rename it.',
    });
  }
  if (!/^[A-Za-z_$][\w$.-]{0,63}$/.test(name)) {
    throw new HalyardError('E_RESPONSE_DEFINITION', {
      found: `a response called ${quote(name)}`,
      expected: 'a letter, then letters, digits, _, - and .',
    });
  }
}

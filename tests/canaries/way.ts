/** One way in which a library finds fault with what was typed. To cover a library, add a file with such a list to the folder `libraries`. */
export interface Way {
  readonly library: string;
  readonly way: string;
  /** What the library gives or throws for this `password`. `undefined`: nothing is wrong with this value. */
  readonly fail: (password: unknown) => unknown;
  /** The value is the name of a field that nobody knows, as when a JSON body is sent as a form. */
  readonly isName?: boolean;
  /** A message repeats the value of another field, which the library keeps beside all messages together: a list that the app takes out of it has none. */
  readonly ofAnotherField?: boolean;
  /** The library keeps no value: only the request's body can tell. */
  readonly needsBody?: boolean;
}

/** What a call throws or rejects with, else what it gives. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

/** The ways of a library by their names. */
export function ways(library: string, list: Readonly<Record<string, (password: unknown) => unknown>>, isName = false, needsBody = false): readonly Way[] {
  return Object.entries(list).map(([way, fail]) => ({ library, way, fail, isName, needsBody, ofAnotherField: way.includes('another field') }));
}

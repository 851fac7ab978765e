/**
 * One way in which a library rejects a typed text. To cover a library, add a file with a list of its ways to the folder `libraries`.
 */
export interface Way {
  readonly library: string;
  readonly way: string;
  /** What the library returns or throws for this `password`. `undefined`: the library accepts this value. */
  readonly fail: (password: unknown) => unknown;
  /** The value is the name of an unknown field, as when a JSON body is sent as a form. */
  readonly isName?: boolean;
  /**
   * A message repeats the value of another field. The library keeps that value beside the list of messages, so a list that the app takes out of
   * the result does not hold it.
   */
  readonly ofAnotherField?: boolean;
  /** The library keeps no value, so only the request's body shows what was typed. */
  readonly needsBody?: boolean;
}

/** The value that a call throws or rejects with, or else its result. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

/** The ways of a library, by name. */
export function ways(library: string, list: Readonly<Record<string, (password: unknown) => unknown>>, isName = false, needsBody = false): readonly Way[] {
  return Object.entries(list).map(([way, fail]) => ({ library, way, fail, isName, needsBody, ofAnotherField: way.includes('another field') }));
}

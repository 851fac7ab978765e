import type { JsonLimits } from './json-limits.ts';

/** The options of `jsonValue`: the limits, and the members that are hidden. */
export interface JsonOptions {
  /** The limits for the document. */
  readonly limits: JsonLimits;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  /** Whether the name and the message of an Error inside the value are shown. A function returns the members to show. */
  readonly errors?: boolean | ((error: Error) => { readonly name: string; readonly message: string; readonly code?: unknown }) | undefined;
  /** Masks members with the name of a secret, and texts with the shape of a secret. */
  readonly mask?: boolean;
  /** Names of members that are left out, at any depth. A Map keeps them. */
  readonly omit?: ReadonlySet<string> | undefined;
  /** Returns a replacement for an object, or `undefined` to keep it. With it, messages of libraries that quote submitted values are left out too. */
  readonly substitute?: ((value: object) => unknown) | undefined;
  /** Calls each getter once for all readers. For a value that was thrown or passed with a failure, because other code reads it too. */
  readonly once?: boolean;
  /** Keeps bytes: of a Buffer, a typed array, an ArrayBuffer, a DataView. Otherwise a text with their number replaces them. */
  readonly bytes?: boolean;
  /** Called with each promise in the value. Default: only handles its rejection. */
  readonly promised?: (promise: unknown) => void;
}

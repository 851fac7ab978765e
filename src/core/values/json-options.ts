import type { JsonLimits } from './json-limits.ts';

/** How a value becomes JSON: its limits, and what is hidden in it. */
export interface JsonOptions {
  readonly limits: JsonLimits;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** May name and message of an Error inside the value be seen? As it is, or as this says. */
  readonly errors?: boolean | ((error: Error) => { readonly name: string; readonly message: string; readonly code?: unknown }) | undefined;
  /** Members with a secret's name, and texts in a secret's shape, are masked. */
  readonly mask?: boolean;
  /** Members left out at any depth, by name. */
  readonly omit?: ReadonlySet<string> | undefined;
  /** What stands in the place of a value; `undefined`: the value itself. Texts of libraries that quote what was submitted are left out, too. */
  readonly substitute?: ((value: object) => unknown) | undefined;
  /** The value was thrown, or passed with a failure: others read it too, and its getters are called once for all of them. */
  readonly once?: boolean;
  /** Called with each promise. Default: its rejection is handled, and that is all. */
  readonly promised?: (promise: unknown) => void;
}

/** The class name that `Object.prototype.toString` reports: `Response`, `CloseEvent`. `undefined` for a plain object. Never throws. */
export function kindOf(value: unknown): string | undefined {
  try {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    return kind === 'Object' || kind.length > 64 ? undefined : kind;
  } catch {
    return undefined;
  }
}

/** What the language calls it, where that says more than that it is an object: `Response`, `CloseEvent`. */
export function kindOf(value: unknown): string | undefined {
  try {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    return kind === 'Object' || kind.length > 64 ? undefined : kind;
  } catch {
    return undefined;
  }
}

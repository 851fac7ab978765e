/** An object of the members that have a value: what is not known is absent from a record or a body, and not `undefined` in it. */
export function defined<T extends object>(members: { readonly [Name in keyof Required<T>]: T[Name] | undefined }): T {
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const value = members[name as keyof T];
    if (value !== undefined) shown[name] = value;
  }
  return shown as T;
}

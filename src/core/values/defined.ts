/** A copy without the members that are `undefined`, so that log records and bodies have no empty members. */
export function defined<T extends object>(members: { readonly [Name in keyof Required<T>]: T[Name] | undefined }): T {
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const value = members[name as keyof T];
    if (value !== undefined) shown[name] = value;
  }
  return shown as T;
}

/** The member that the object has itself, so that a polluted Object.prototype has no effect. */
export function ownMember<T extends object, Name extends keyof T>(value: T | undefined, name: Name): T[Name] | undefined {
  return value !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
}

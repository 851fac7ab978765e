/** The hooks of the app's root, in a member with a symbol. */
export function hooksOf(instance: object): Readonly<Record<string, unknown>> | undefined {
  const key = Object.getOwnPropertySymbols(instance).find(({ description }) => description === 'fastify.hooks');
  return key === undefined ? undefined : (instance as Record<symbol, Readonly<Record<string, unknown>>>)[key];
}

/** Does the app log? Without the option `logger`, Fastify's null logger uses one function for all levels. */
export function isLogging(log: object): boolean {
  const { info, error } = log as { readonly info?: unknown; readonly error?: unknown };
  return info !== error;
}

/**
 * A path as a value of the Caddyfile.
 *
 * @throws TypeError if Caddy would read a character as something else: a placeholder, a pattern, the end of a line.
 */
export function quotedPath(path: string): string {
  const refused = /[{}*?[\]`"\\\n\r]/.exec(path)?.[0];
  if (refused !== undefined)
    throw new TypeError(`Caddy cannot use this path: ${JSON.stringify(path)} has ${JSON.stringify(refused)}. Choose a path without it.`);
  return quoted(path);
}

/** A value of the Caddyfile that may have a space. It has no character that needs an escape. */
export function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : `"${value}"`;
}

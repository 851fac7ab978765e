/**
 * Whether a line of an environment file sets a variable.
 *
 * @example
 * setsVariable('export PORT = 80', 'PORT') // true
 */
export function setsVariable(line: string, name: string): boolean {
  const text = line
    .trimStart()
    .replace(/^export\s/, '')
    .trimStart();
  return text.startsWith(name) && text.slice(name.length).trimStart().startsWith('=');
}

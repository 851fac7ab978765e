/** What Express adds to the path of a mount: an optional slash, and the end of a segment. */
const ENDS = ['\\/?(?=\\/|$)', '(?:\\/$)?(?=\\/|$)', '(?=\\/|$)', '\\/?$', '(?:\\/$)?$', '$'];
/** A parameter, in the notation of each release of path-to-regexp. */
const PARAMETERS = ['(?:([^\\/]+?))', '(?:([^/]+?))', '(?:\\/([^/]+?))', '(?:\\/([^\\/]+?))', '([^\\/]+?)', '([^/]+?)', '([^\\/]+)', '([^/]+)'];

/**
 * The paths that Express has made a regular expression from: `^\/api\/?(?=\/|$)` is `/api`. Express keeps the expression only. An expression that the
 * app wrote itself comes back as it is.
 */
export function pathOfExpression(expression: RegExp, keys: readonly { readonly name: string | number }[]): readonly string[] {
  const found: string[] = [];
  let key = 0;
  for (const part of expression.source.split('|^')) {
    const path = pathOf(part, () => String(keys[key++]?.name ?? 'parameter'));
    if (path === undefined) return [String(expression)];
    found.push(path);
  }
  return found;
}

function pathOf(part: string, nextName: () => string): string | undefined {
  let rest = part.startsWith('^') ? part.slice(1) : part;
  const end = ENDS.find((one) => rest.endsWith(one));
  if (end === undefined) return undefined;
  rest = rest.slice(0, -end.length);
  // path-to-regexp 8 puts the whole path into a group.
  if (rest.startsWith('(?:') && rest.endsWith(')') && !PARAMETERS.some((one) => rest.startsWith(one))) rest = rest.slice(3, -1);
  let path = '';
  while (rest !== '') {
    const parameter = PARAMETERS.find((one) => rest.startsWith(one));
    const taken = parameter ?? (rest.startsWith('\\') ? rest.slice(0, 2) : rest.slice(0, 1));
    if (parameter === undefined && /^[()[\]{}*+?^$|]/.test(taken)) return undefined;
    if (parameter === undefined) path += taken.slice(-1);
    else path += `${parameter.startsWith('(?:\\/') ? '/' : ''}:${nextName()}`;
    rest = rest.slice(taken.length);
  }
  return path === '' ? '/' : path;
}

/** A path that the client may have meant, and the sentence that says what is different. */
interface OtherPath {
  readonly path: string;
  readonly reason: string;
}

/** Other forms of a path, each with the difference. */
export function otherPaths(path: string): readonly OtherPath[] {
  const found: OtherPath[] = [];
  const add = (other: string, reason: string): void => {
    if (other !== path && other !== '') found.push({ path: other, reason });
  };
  if (path.length > 1) {
    if (path.endsWith('/')) add(withoutEnd(path, '/') || '/', 'The route has no slash at its end.');
    else add(`${path}/`, 'The route has a slash at its end.');
  }
  const single = path.replace(/\/{2,}/g, '/');
  add(single, 'The path has two slashes in a row.');
  if (single.length > 1 && single.endsWith('/')) add(single.slice(0, -1), 'The path has two slashes in a row, and one at its end.');
  const question = path.search(/%3f/i);
  if (question > 0) add(path.slice(0, question), 'The question mark is encoded as %3F, so the query is a part of the path.');
  add(decoded(path), 'The path is encoded. The route is not.');
  add(path.replace(/\.[a-z][a-z0-9]{0,5}$/i, ''), 'The route has no file extension.');
  add(withoutEnd(path, '%20'), 'The path ends with a space.');
  return found;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutEnd(path: string, end: string): string {
  let length = path.length;
  while (path.startsWith(end, length - end.length)) length -= end.length;
  return path.slice(0, length);
}

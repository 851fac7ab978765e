const MAX_DEPTH = 8;
const MAX_STARTS = 4;

/** A JSON object of a log. */
export type LogObject = Readonly<Record<string, unknown>>;

/** The JSON object in a line, and the text before it: a time, the name of a pod. */
export function objectIn(line: string): { readonly object: LogObject; readonly prefix: string } | undefined {
  let start = line.indexOf('{');
  for (let tries = 0; start !== -1 && tries < MAX_STARTS; tries++) {
    const object = parsed(line.slice(start)) ?? parsed(line.slice(start, line.lastIndexOf('}') + 1));
    if (object !== undefined) return { object, prefix: line.slice(0, start) };
    start = line.indexOf('{', start + 1);
  }
  return undefined;
}

function parsed(text: string): LogObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is LogObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects on the way to a text, the innermost first: the record of the failure, and what a logger or a platform has put around it. A text that is
 * itself JSON is read as such, because some platforms put the line of the app into a member. `undefined`: the text is not there.
 */
export function objectsAround(value: LogObject, isWanted: (text: string) => boolean, depth = 0): readonly LogObject[] | undefined {
  const members = Object.values(value);
  if (members.some((member) => typeof member === 'string' && isWanted(member))) return [value];
  if (depth >= MAX_DEPTH) return undefined;
  for (const member of members) {
    const inner = typeof member === 'string' ? (member.includes('{') ? objectIn(member)?.object : undefined) : innerObject(member);
    for (const one of Array.isArray(inner) ? inner.filter(isObject) : isObject(inner) ? [inner] : []) {
      const around = objectsAround(one, isWanted, depth + 1);
      if (around !== undefined) return [...around, value];
    }
  }
  return undefined;
}

/** An object or a list in an object. journald writes a text with control characters as a list of bytes. */
function innerObject(member: unknown): unknown {
  if (!Array.isArray(member) || typeof member[0] !== 'number') return member;
  return objectIn(Buffer.from(member as number[]).toString('utf8'))?.object;
}

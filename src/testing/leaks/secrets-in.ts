import { isError, readProperty } from '../../core/values/guarded-read.ts';

/** A text that must not be in a response, and where the error has it. */
export interface Secret {
  /** `message`, `stack`, `cause.message`, `config.password`. */
  readonly from: string;
  readonly text: string;
}

const DEEPEST = 6;
const MOST = 2_000;
/** Shorter values are in every response: `ok`, `GET`, `8080`. */
const SHORTEST_MEMBER = 4;
const SHORTEST_NUMBER = 5;
/** A response may cut a long text. So its beginning is looked for, and each of its lines. */
const BEGINNING = 48;

/**
 * The texts of an error that must stay inside of the app: its message, each line and each path of its stack, its own members at any depth, its causes and
 * its other errors. A text is a secret itself.
 */
export function secretsIn(value: unknown): readonly Secret[] {
  const secrets = new Map<string, Secret>();
  const seen = new Set<unknown>();
  const add = (from: string, text: string): void => {
    for (const part of partsOf(text)) if (!secrets.has(part) && secrets.size < MOST) secrets.set(part, { from, text: part });
  };
  const walk = (from: string, member: unknown, depth: number): void => {
    if (typeof member === 'string') {
      if (depth === 0 || /(?:^|\.)message$/.test(from) || member.length >= SHORTEST_MEMBER) add(from, member);
    } else if (typeof member === 'number' || typeof member === 'bigint') {
      if (depth === 0 || String(member).length >= SHORTEST_NUMBER) add(from, String(member));
    } else if (typeof member === 'object' && member !== null && !seen.has(member) && depth <= DEEPEST) {
      seen.add(member);
      if (member instanceof URL) add(from, member.href);
      else if (ArrayBuffer.isView(member)) add(from, new TextDecoder().decode(member as unknown as ArrayBuffer));
      else if (member instanceof Map || member instanceof Set || member instanceof Headers)
        [...member].forEach((item, index) => void walk(`${from}[${index}]`, item, depth + 1));
      else for (const [name, part] of membersOf(member)) visit(from === '' ? name : `${from}.${name}`, { owner: member, name, part, depth });
    }
  };
  const visit = (from: string, { owner, name, part, depth }: Member): void => {
    if (name === 'stack' && typeof part === 'string') for (const text of textsOfStack(part)) add(from, text);
    else if (!isKindOfError(owner, name)) walk(from, part, depth + 1);
  };
  walk('', value, 0);
  return [...secrets.values()];
}

interface Member {
  readonly owner: object;
  readonly name: string;
  readonly part: unknown;
  readonly depth: number;
}

/** The name of an error's class and its status are no secrets, and they are in many responses. The name of a customer is one. */
function isKindOfError(owner: object, name: string): boolean {
  return (name === 'name' || name === 'status' || name === 'statusCode') && (isError(owner) || typeof readProperty(owner, 'message') === 'string');
}

function membersOf(value: object): readonly (readonly [name: string, member: unknown])[] {
  // `message`, `stack` and `cause` are own members that are not enumerable, and a class may have `message` as a getter.
  const names = isError(value) ? new Set([...Object.getOwnPropertyNames(value), 'message', 'stack', 'cause']) : new Set(Object.keys(value));
  return [...names].slice(0, MOST).map((name) => [name, readProperty(value, name)]);
}

/** The whole text, its beginning, and its lines. */
function partsOf(text: string): readonly string[] {
  const whole = text.trim();
  const lines = whole.split('\n').map((line) => line.trim());
  const parts = [whole.slice(0, BEGINNING).trim(), ...(lines.length > 1 ? lines.map((line) => line.slice(0, BEGINNING).trim()) : [])];
  return parts.filter((part) => part.length > 1 && /[\p{L}\p{N}]/u.test(part));
}

/** The paths of a stack: `/srv/app/orders.js`, with or without `file://`. Files of Node itself are no secret. */
function textsOfStack(stack: string): readonly string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .map(pathOfFrame)
    .filter((path) => /[\\/]/.test(path) && !path.startsWith('node:'));
}

/** `at load (file:///srv/app/orders.js:12:3)` → `/srv/app/orders.js` */
function pathOfFrame(line: string): string {
  const open = line.lastIndexOf('(');
  const place = open === -1 ? line.slice(line.lastIndexOf(' ') + 1) : line.slice(open + 1, line.endsWith(')') ? -1 : undefined);
  const parts = place.split(':');
  while (parts.length > 1 && /^\d+$/.test(parts.at(-1) as string)) parts.pop();
  return parts.join(':').replace(/^file:\/\//, '');
}

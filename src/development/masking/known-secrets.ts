import { parseCookie } from 'cookie';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { certaintyOf } from '../../core/values/mask/secret-text-names.ts';
import { isPlainWord } from '../../core/values/mask/secret-values.ts';

/** A shorter value may stand in a text by chance. */
const SHORTEST = 8;
const LONGEST = 1_024;
const MOST = 256;

/** The values that the request and the environment have under the name of a secret. They must not stand in the report under another name either. */
export function knownSecrets(request: IncomingRequest): readonly string[] {
  const secrets: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (typeof value !== 'string' || secrets.length >= MOST || value.length < SHORTEST || value.length > LONGEST) return;
    const certainty = certaintyOf(name);
    if ((certainty === 'certain' || certainty === 'line') && !isPlainWord(value) && !/[\s/]/.test(value)) secrets.push(value);
  };
  for (const read of [fields, query, cookies, body, parameters]) {
    try {
      read(request, add);
    } catch {
      // A member of the request throws, or an address is malformed. The others are read.
    }
  }
  for (const [name, value] of Object.entries(process.env)) add(name, value);
  return secrets;
}

type Add = (name: string, value: unknown) => void;

function fields(request: IncomingRequest, add: Add): void {
  for (const name of request.fieldNames?.() ?? []) add(name, request.header(name)?.replace(/^[A-Za-z][\w-]{0,31} (?=\S+$)/, ''));
}

function cookies(request: IncomingRequest, add: Add): void {
  for (const value of Object.values(parseCookie(request.header('cookie') ?? ''))) if (/\d/.test(value ?? '')) add('cookie', value);
}

function query({ url }: IncomingRequest, add: Add): void {
  for (const [name, value] of new URLSearchParams(/\?([^#]*)/s.exec(url.slice(0, 16_384))?.[1] ?? '')) add(lastName(name), value);
}

function body(request: IncomingRequest, add: Add): void {
  members(request.parsed?.(), 0, add);
}

function members(value: unknown, depth: number, add: Add): void {
  if (typeof value !== 'object' || value === null || depth > 6 || ArrayBuffer.isView(value)) return;
  for (const [name, item] of Object.entries(value).slice(0, MOST)) {
    add(lastName(name), item);
    members(item, depth + 1, add);
  }
}

/** The values of the parameters of the route: `/users/:password`. The route of a mounted router has the last parts of the path. */
function parameters({ route, url }: IncomingRequest, add: Add): void {
  const pattern = route?.split('/') ?? [];
  const path = url.split(/[?#]/, 1)[0]?.split('/') ?? [];
  for (const [i, part] of pattern.toReversed().entries()) {
    const name = /^[:{[$](\w{2,64})/.exec(part)?.[1];
    if (name !== undefined && path.length > i) add(name, path.at(-1 - i));
  }
}

/** `password` of `user[password]`. */
function lastName(name: string): string {
  return name.split(/[[\].]/).findLast((part) => part !== '') ?? name;
}

import { Readable } from 'node:stream';
import { type Context, queryOf } from './control-context.ts';
import { SECRET } from './secret.ts';

async function* later(): AsyncGenerator<string> {
  yield `a chunk ${SECRET}`;
}

function* now(): Generator<string> {
  yield `a chunk ${SECRET}`;
}

/** Sources of data that apps pass in place of data, each in its place in the arguments of a success. */
export const SOURCES: Readonly<Record<string, () => readonly unknown[]>> = {
  'a Readable': () => [Readable.from([`a chunk ${SECRET}`])],
  'a Readable with a member': () => [Object.assign(new Readable({ read() {} }), { path: SECRET })],
  'a ReadableStream': () => [new ReadableStream()],
  'a Blob': () => [new Blob([SECRET])],
  'a Response of fetch': () => [new Response(SECRET)],
  'a generator': () => [now()],
  'an async generator': () => [later()],
  'a stream in an object': () => [{ name: 'report.csv', file: Readable.from([SECRET]) }],
  'a stream in a list': () => [[{ file: later() }]],
};

/** `/source?name=a Readable&response=created`: a success gets a source of data in place of data. */
export function source(context: Context): unknown {
  const query = queryOf(context);
  return context.respond(query.get('response') ?? 'ok', ...(SOURCES[query.get('name') ?? ''] as () => readonly unknown[])());
}

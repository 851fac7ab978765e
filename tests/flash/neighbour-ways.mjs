import { once } from 'node:events';
import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const PIECE = 16_384;
const directory = mkdtempSync(join(tmpdir(), 'halyard-neighbours-'));

/** Bodies of each size. Their text compresses, but not to almost nothing. */
export const BODIES = new Map(
  [10, 65_536, 3_145_728].map((size) => {
    let text = '';
    for (let i = 0; text.length < size; i++) text += `order ${i} of ${(i * 2_654_435_761) % 4_294_967_296} pieces\n`;
    writeFileSync(join(directory, `${size}.txt`), text.slice(0, size));
    return [size, text.slice(0, size)];
  }),
);

function* pieces(body) {
  for (let at = 0; at < body.length; at += PIECE) yield Buffer.from(body.slice(at, at + PIECE));
}

const fileOf = (body) => join(directory, `${body.length}.txt`);
const TEXT = { 'content-type': 'text/plain' };

/** Every way in which an app answers with Node's API. Each sends the whole body. */
export const ON_NODE = {
  'pipe of a file': (res, body) => createReadStream(fileOf(body)).pipe(res.setHeader('content-type', 'text/plain') ?? res),
  'pipe of many pieces': (res, body) => Readable.from(pieces(body)).pipe(res.writeHead(200, TEXT)),
  'pipeline of a generator': (res, body) => pipeline(() => pieces(body), res.setHeader('content-type', 'text/plain') ?? res),
  async 'writes that wait for drain'(res, body) {
    res.setHeader('content-type', 'text/plain');
    for (const piece of pieces(body)) if (!res.write(piece)) await once(res, 'drain');
    res.end();
  },
  'writes that wait for nothing'(res, body) {
    res.writeHead(200, TEXT);
    for (const piece of pieces(body)) res.write(piece);
    res.end();
  },
  'end with a callback': (res, body, called) => res.writeHead(200, TEXT).end(body, called),
  'end of text': (res, body) => (res.setHeader('content-type', 'text/plain') ?? res).end(body, 'utf8'),
  'flushHeaders first'(res, body) {
    res.setHeader('content-type', 'text/plain');
    res.flushHeaders();
    setImmediate(() => res.end(body));
  },
};

export const ON_EXPRESS = {
  ...ON_NODE,
  send: (res, body) => res.type('text').send(body),
  json: (res, body) => res.json(body),
  sendFile: (res, body) => res.sendFile(fileOf(body)),
};

export const ON_FASTIFY = {
  'send of text': (reply, body) => reply.type('text/plain').send(body),
  'send of data': (reply, body) => reply.send([body]),
  'send of a file': (reply, body) => reply.type('text/plain').send(createReadStream(fileOf(body))),
  'send of many pieces': (reply, body) => reply.type('text/plain').send(Readable.from(pieces(body))),
};

export const ON_KOA = {
  text: (ctx, body) => void Object.assign(ctx, { body }),
  data: (ctx, body) => void Object.assign(ctx, { body: [body] }),
  'a file'(ctx, body) {
    ctx.type = 'text';
    ctx.body = createReadStream(fileOf(body));
  },
  'many pieces'(ctx, body) {
    ctx.type = 'text';
    ctx.body = Readable.from(pieces(body));
  },
};

export const ON_HAPI = {
  text: (h, body) => h.response(body).type('text/plain'),
  data: (h, body) => h.response([body]),
  'a file': (h, body) => h.response(createReadStream(fileOf(body))).type('text/plain'),
  'many pieces': (h, body) => h.response(Readable.from(pieces(body), { objectMode: false })).type('text/plain'),
  'a file of Inert': (h, body) => h.file(fileOf(body), { confine: false }),
};

export const ON_HONO = {
  text: (c, body) => c.text(body),
  data: (c, body) => c.json([body]),
  'many pieces': (c, body) => c.body(ReadableStream.from(pieces(body)), 200, TEXT),
};

/** Leaves a message for the next page, or shows the one from the last page, and answers. Returns the result of the way. */
export function answer(ways, url, form, target, events, raw) {
  const { searchParams, pathname, search } = new URL(url, 'http://localhost');
  const happens = (what) => events.push(`${pathname}${search} ${what}`);
  raw?.once('finish', () => happens('finish'));
  const shown = pathname === '/show' ? form.flash('success') : form.flash('success', 'Order 7 is on its way');
  happens(`shows ${shown.join()}`);
  return ways[searchParams.get('way')](target, BODIES.get(Number(searchParams.get('size'))), () => happens('callback'));
}

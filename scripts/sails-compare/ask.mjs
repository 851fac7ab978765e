import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureSails } from '../sails.mjs';

const TIMEOUT = 4_000;

/** What differs between two runs of one app: references, ids, times, addresses and places in files. */
const CHANGING = [
  [/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g, '<reference>'],
  [/127\.0\.0\.1:\d+|localhost:\d+/g, '<host>'],
  [/\/tmp\/halyard-sails-\w+/g, '<app>'],
  [/(?:\(|\bat )[^\s()]*:\d+:\d+\)?/g, '<place>'],
  // The hook adds a frame for the function that it guards.
  [/(?:(?:\\n|\n)? *(?:at (?:async )?[\w.#<> ]{1,60}(?: \[as [\w ./-]{1,60}\])? )?<place>)+/g, ' <stack>'],
  [/"(createdAt|updatedAt)": ?\d+/g, '"$1":0'],
  [/_csrf: unescape\('[^']*'\)/g, '<csrf>'],
];

function stable(text) {
  return CHANGING.reduce((left, [pattern, name]) => left.replaceAll(pattern, name), text);
}

/** Asks a question and returns what the client sees: status, media type, the fields of the answer, and its body. */
export async function askOverHttp(origin, { path, method = 'GET', headers, body }) {
  try {
    const response = await fetch(origin + path, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    const text = stable(await response.text());
    const fields = ['location', 'vary', 'cache-control', 'allow', 'www-authenticate'].filter((name) => response.headers.has(name));
    return {
      status: response.status,
      type: response.headers.get('content-type')?.split(';', 1)[0] ?? 'none',
      fields: Object.fromEntries(fields.map((name) => [name, stable(response.headers.get(name))])),
      body: text,
    };
  } catch (error) {
    return { status: 0, type: 'none', fields: {}, body: `no answer: ${error.name}` };
  }
}

/** sails.io.js attaches itself to its socket.io-client, once a process. */
let io;

/** Connects the unmodified sails.io.js. Returns a function that asks, and one that closes the socket. */
export async function connectSocket(origin) {
  const installed = createRequire(join(ensureSails(), 'package.json'));
  io ??= installed('sails.io.js')(installed('socket.io-client'));
  Object.assign(io.sails, { autoConnect: false, environment: 'production', useCORSRouteToGetCookie: false });
  const socket = io.sails.connect(origin, { transports: ['websocket'], initialConnectionHeaders: { origin } });
  await new Promise((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', () => reject(new Error('no socket')));
  });
  const ask = ({ path, method = 'GET', headers }) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ status: 0, type: 'ack', fields: {}, body: 'no ack' }), TIMEOUT);
      socket.request({ method: method.toLowerCase(), url: path, headers }, (_body, ack) => {
        clearTimeout(timer);
        resolve({ status: ack.statusCode, type: 'ack', fields: {}, body: stable(JSON.stringify(ack.body) ?? 'undefined') });
      });
    });
  return { ask, close: () => socket.disconnect() };
}

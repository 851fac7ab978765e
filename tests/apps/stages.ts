import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The steps of docs/migrating.md. `before` is the app without Halyard. */
export const STAGES = ['before', 'beside', 'handed over', 'instead'] as const;
export type Stage = (typeof STAGES)[number];

/** A request to an app. A browser asks for a page, and a program takes what it gets, as curl and fetch() do. */
export interface Asked {
  readonly what: string;
  readonly from: 'browser' | 'program';
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** An app that listens, or is about to. */
export interface Opened {
  readonly server: Server;
  readonly close: () => Promise<unknown>;
}

/** Opens the app in a stage. The options are Halyard's. */
export type Open = (stage: Stage, options: object) => Opened | Promise<Opened>;

/** The answers of an app in one stage, in the order of the requests, and the lines that Halyard logged. */
export interface Seen {
  readonly answers: readonly Answer[];
  readonly lines: readonly string[];
}

export async function answersIn(open: Open, stage: Stage, asked: readonly Asked[], environment = 'production'): Promise<Seen> {
  const lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const { server, close } = await open(stage, { environment, logger: { error: log, warn: log, info: log, debug: log }, flash: false });
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answers: Answer[] = [];
  // One after the other, because a row may be taken by the request before it.
  for (const one of asked) answers.push(await answerOf(port, one));
  server.closeAllConnections();
  await close();
  return { answers, lines };
}

const ACCEPT = { browser: 'text/html,application/xhtml+xml,*/*;q=0.8', program: '*/*' };
const NAVIGATION = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

function answerOf(port: number, { from, method = 'GET', path, headers, body }: Asked): Promise<Answer> {
  const json = body === undefined ? undefined : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  const all = { accept: ACCEPT[from], ...(from === 'browser' ? NAVIGATION : undefined), ...json, ...headers };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text })).on('error', reject);
    });
    request.on('error', reject).end(body);
  });
}

/** What an answer is: its status, its kind, the members of its body, its text for a person, and the fields that belong to its status. */
function cellOf({ status, headers, text }: Answer): string {
  const type = headers['content-type'] ?? '';
  const fields = [
    ['Retry-After', headers['retry-after']],
    ['WWW-Authenticate', headers['www-authenticate']],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`; ${name}: ${value}`]));
  return `${status} ${bodyOf(type, text)}${fields.join('')}`;
}

function bodyOf(type: string, text: string): string {
  if (type.startsWith('text/html')) return `page "${/<h1[^>]*>([^<]*)/.exec(text)?.[1]?.trim() ?? ''}"`;
  if (!type.includes('json')) return `text "${text}"`;
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const kind = type.startsWith('application/problem+json') ? 'problem' : 'json';
  const { error = {} } = body as { readonly error?: string | { readonly message?: string } };
  const forPeople = body['detail'] ?? body['message'] ?? (typeof error === 'string' ? error : error.message);
  return `${kind} {${Object.keys(body).join(', ')}}${forPeople === undefined ? '' : ` "${forPeople}"`}`;
}

/** A table of the requests, with a column for each stage. */
export function tableOf(asked: readonly Asked[], columns: Readonly<Record<string, readonly Answer[]>>): string {
  const head = ['Request', ...Object.keys(columns)];
  const rows = asked.map(({ what, from }, i) => [`${what}, ${from}`, ...Object.values(columns).map((answers) => cellOf(answers[i] as Answer))]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

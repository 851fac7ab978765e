import { homedir } from 'node:os';

/** What is true on this machine, or in this start of the app, only. */
export interface MachineFacts {
  /** The folder of the app. */
  readonly root: string;
  /** The address of the app in this export: `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** When the app began to start, in milliseconds. */
  readonly startedAt: number;
}

type Fact = readonly [what: string, isIn: (body: string) => boolean];

/** Variables of the environment that are secret, by their names. A public one, such as `SITE_URL`, may be in a page. */
const SECRET = /secret|passw|token|private|credential|api_?key|database_url|dsn$|connection_?string/i;
/** A shorter value may be a word of the page. */
const SHORTEST_SECRET = 8;
const IP = /(?<![\d.])127\.0\.0\.1(?![\d.])|::1\b/;
const NUMBERS = /\d+/g;
/** Times of a program: seconds, milliseconds, and ISO 8601. */
const TIMES = /(?<!\d)\d{10}(?:\d{3})?(?!\d)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g;

/**
 * Makes a function that says what a body shows of this machine. Such a text is the same in each answer of one export, and another one in the next: a value
 * that the app read when it started.
 */
export function machineFacts({ root, origin, startedAt }: MachineFacts, env: NodeJS.ProcessEnv = process.env): (body: string) => readonly string[] {
  const folders = [...new Set([root, process.cwd(), homedir()])].filter((folder) => folder.length > 3);
  const secrets = Object.entries(env).filter(([name, value]) => SECRET.test(name) && (value?.length ?? 0) >= SHORTEST_SECRET) as [string, string][];
  const { port } = new URL(origin);
  const facts: readonly Fact[] = [
    ['a path of this machine', (body) => folders.some((folder) => body.includes(folder))],
    ['an address of this machine', (body) => IP.test(body)],
    ['the port of the app in this export', (body) => body.match(NUMBERS)?.includes(port) ?? false],
    ['the time at which the app was started', (body) => timesIn(body).some((time) => time >= startedAt && time <= Date.now())],
    ...secrets.map(([name, value]): Fact => [`the value of the environment variable ${name}`, (body) => body.includes(value)]),
  ];
  return (body) => facts.filter(([, isIn]) => isIn(body)).map(([what]) => what);
}

function timesIn(body: string): readonly number[] {
  return (body.match(TIMES) ?? []).map((text) => (text.includes('T') ? Date.parse(text) : Number(text.padEnd(13, '0'))));
}

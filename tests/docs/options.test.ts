import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { defineResponse, type FailureRecord, HalyardError } from 'halyard';
import { load } from 'halyard/load';
import { type Halyard, halyard } from 'halyard/node-http';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { type Answer, askOnce } from './curl.ts';
import { type Block, headingsOf, PAGES, pageAt } from './pages.ts';

const page = pageAt('docs/options.md');

/** The option names in the message about an unknown option. */
async function knownTo(call: (options: object) => unknown): Promise<readonly string[]> {
  try {
    await call({ noSuchOption: true });
  } catch (error) {
    if (error instanceof HalyardError && error.code === 'E_OPTION_UNKNOWN') return /Expected one of (.*)\./.exec(error.message)?.[1]?.split(', ') ?? [];
    throw error;
  }
  throw new Error('an unknown option was not refused');
}

describe('docs/options.md', () => {
  it('has a section for each option, and no other section', async () => {
    const sections = headingsOf(page)
      .map(({ title }) => title)
      .slice(1);
    expect(sections.toSorted()).toEqual((await knownTo(halyard)).toSorted());
  });

  it('has an example of each option', async () => {
    const examples = page.blocks
      .filter(({ mark }) => mark === 'option')
      .map(({ text }) => text)
      .join('\n');
    for (const option of await knownTo(halyard)) expect(examples).toMatch(new RegExp(`\\b${option}\\b[:({]`));
  });

  it('lists each option of load(), and no other', async () => {
    const table = page.text.split('<!-- load-options:start -->')[1]?.split('<!-- load-options:end -->')[0] ?? '';
    const listed = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name]) => name);
    expect(listed).toEqual(await knownTo((options) => load({ root: '.', ...options })));
  });
});

/** Runs an example unchanged. Returns the value that it makes. */
async function run({ text }: Block, lines: string[] = []): Promise<Halyard> {
  const made: Halyard[] = [];
  const names = {
    halyard: (options: object) => made.push(halyard({ logger: false, ...options })),
    console: new Console(new PassThrough()),
    defineResponse,
    pino: (options: object) => pino(options, { write: (line: string) => void lines.push(line) }),
    // These packages are not installed here. The examples show the arguments of each call.
    winston: Object.fromEntries(
      ['error', 'warn', 'info', 'debug'].map((level) => [level, (line: string, record: object) => lines.push(JSON.stringify({ message: line, ...record }))]),
    ),
    Sentry: { captureException: (error: Error, about: object) => lines.push(JSON.stringify({ message: error.message, ...about })) },
    tracker: { captureException: (error: Error, about: object) => lines.push(JSON.stringify({ message: error.message, ...about })) },
  };
  await new Function(...Object.keys(names), `return (async () => {${text}})()`)(...Object.values(names));
  expect(made).toHaveLength(1);
  return made[0] as Halyard;
}

/** The response of a server with these options to an error that is thrown. */
function crash(app: Halyard, line = 'curl localhost:1'): Promise<Answer> {
  const server = app.createServer(() => {
    throw new Error('no tide table');
  });
  return askOnce(server, line);
}

const examples = PAGES.flatMap(({ path, blocks }) =>
  blocks.filter(({ mark }) => mark === 'option').map((block) => ({ block, title: `${path}, line ${block.line}` })),
);
const exampleWith = (path: string, text: string): Block =>
  examples.find(({ block, title }) => title.startsWith(path) && block.text.includes(text))?.block as Block;

describe('an example of an option', () => {
  it.each(examples)('is accepted, and its server answers: $title', async ({ block }) => {
    expect((await crash(await run(block))).statusLine).toBe('HTTP/1.1 500 Internal Server Error');
  });

  it.each(['pino(', 'winston'])('for a logger passes the whole record on: %s', async (logger) => {
    const lines: string[] = [];
    await crash(await run(exampleWith('docs/logging.md', logger), lines));
    const { msg, message, ...record } = JSON.parse(lines[0] ?? '{}') as Partial<FailureRecord> & { msg?: string; message?: string };
    expect(msg ?? message).toBe('GET / 500 serverError: no tide table');
    expect(record).toMatchObject({
      response: 'serverError',
      status: 500,
      path: '/',
      err: { name: 'Error', message: 'no tide table', stack: expect.stringContaining('at ') },
    });
  });

  it("for an error tracker passes the error on, with the client's reference", async () => {
    const lines: string[] = [];
    const { headers } = await crash(await run(exampleWith('docs/logging.md', 'Sentry'), lines));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { message: 'no tide table', tags: { reference: headers['error-reference'] }, extra: { path: '/' } },
    ]);
  });

  it('for a format answers clients that accept it, and changes nothing for other clients', async () => {
    const app = await run(exampleWith('docs/options.md', 'text/csv'));
    expect((await crash(app, "curl -H 'Accept: text/csv' localhost:1")).body).toBe('status,title\r\n500,Internal Server Error\r\n');
    expect((await crash(app)).headers['content-type']).toBe('application/problem+json');
  });
});

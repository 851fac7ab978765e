import { expect } from 'vitest';
import type { App } from './app.ts';
import { type Answer, ask, type Curl, readCurl } from './curl.ts';
import { expectOutput } from './halyard-command.ts';
import type { Block } from './pages.ts';

/** A line on a page that stands for any number of lines. */
const ANYTHING = '…';
const REFERENCE = /\b[\dA-HJKMNP-TV-Z]{4}-[\dA-HJKMNP-TV-Z]{4}\b/g;

/** Runs the commands of a `console` block one by one, and compares each output with the output on the page. */
export async function follow(block: Block, app: App): Promise<void> {
  for (const [command = '', ...output] of commandsOf(block.text)) {
    const [, env = '', file] = /^((?:\w+=\S+ )*)node (\S+)$/.exec(command) ?? [];
    if (file !== undefined) {
      await app.start(
        file,
        Object.fromEntries(
          env
            .trim()
            .split(' ')
            .filter(Boolean)
            .map((pair) => pair.split('=')),
        ),
      );
    } else if (command.startsWith('npx halyard ')) {
      expectOutput(command, output, app.folder);
    } else {
      const curl = readCurl(command);
      expectShown(await ask(curl, app.portFor(curl.port)), output, curl, command);
    }
  }
}

function commandsOf(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split(/^\$ /m)
    .slice(1)
    .map((part) => part.trimEnd().split('\n'));
}

function expectShown(answer: Answer, output: readonly string[], { head }: Curl, command: string): void {
  const end = head ? output.indexOf('') : -1;
  if (head) {
    const [statusLine, ...fields] = output.slice(0, end);
    expect(answer.statusLine, command).toBe(statusLine);
    for (const field of fields) {
      const [name = '', value = ''] = field.split(/:\s*(.*)/);
      expect(masked(answer.headers[name.toLowerCase()] ?? `no field ${name}`), command).toBe(masked(value));
    }
  }
  const shown = output.slice(end + 1);
  const body = answer.body.trimEnd().split('\n');
  const open = shown.indexOf(ANYTHING);
  expect(masked((open === -1 ? body : body.slice(0, open)).join('\n')), command).toBe(masked((open === -1 ? shown : shown.slice(0, open)).join('\n')));
}

/** References are new each time, so only their shape is compared. */
function masked(text: string): string {
  return text.replace(REFERENCE, 'XXXX-XXXX');
}

/** The members of a record that differ from run to run. */
const VOLATILE = new Set(['time', 'duration', 'reference', 'stack']);

/** A record from a page or from a log, for comparison. Values that cannot be equal are reduced to their type. */
export function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(comparable);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, VOLATILE.has(name) ? typeof member : comparable(member)]));
}

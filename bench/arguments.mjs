import { parseArgs } from 'node:util';
import { items } from './items.mjs';

const MEMORY = 'memory';
const ids = [...items.map(({ id }) => id), MEMORY];

export const HELP = `npm run bench -- [--rounds N] [--seconds N] [--only ITEM]…

  Measures Halyard against a bare node:http server and against Express 5 with handlers written by hand.

  --rounds N     How often each server is started anew. Default: 3
  --seconds N    How long each of a server's five turns in a round lasts. Default: 1
  --only ITEM    Only this item; may be given again. One of: ${ids.join(', ')}
  --help         This text

  bench/README.md says what is measured, and how to read the table.`;

/** What was asked for on the command line. @throws Error with a message for people. */
export function readArguments(args) {
  const { values } = parse(args);
  const only = values.only ?? ids;
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such item. Expected one of: ${ids.join(', ')}`);
  return {
    help: values.help,
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    items: items.filter(({ id }) => only.includes(id)),
    memory: only.includes(MEMORY),
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '1' },
        only: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new Error(`${error.message}\n\n${HELP}`);
  }
}

function whole(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 600) throw new Error(`--${name} ${text}: expected a whole number from 1 to 600.`);
  return number;
}

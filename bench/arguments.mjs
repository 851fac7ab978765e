import { parseArgs } from 'node:util';
import { hosts, itemsOf } from './hosts/items.mjs';
import { items } from './items.mjs';

const MEMORY = 'memory';
const ids = [...items.map(({ id }) => id), MEMORY];

export const HELP = `npm run bench -- [--host HOST]… [--rounds N] [--seconds N] [--only ITEM]… [--no-network]

  Compares Halyard with a bare node:http server and with Express 5 with handwritten handlers. With --host, it compares Halyard with the
  defaults of another host and with handwritten handlers.

  --host HOST    On this host; may be repeated. One of: ${hosts.join(', ')}
  --rounds N     How often each server is started anew. Default: 3
  --seconds N    How long each of a server's five turns in a round lasts. Default: 1
  --only ITEM    Only this item; may be repeated. One of: ${ids.join(', ')}
  --no-network   Without sockets, so without the kernel's part: the cost of the servers' own code. It is stable on a busy machine. The
                 ratios are higher. The targets are for whole servers, so they are not checked
  --help         This text

  bench/README.md explains the measurements and the table.`;

/** Reads the options of the command line. @throws Error with a message for people. */
export async function readArguments(args) {
  const { values } = parse(args);
  const only = values.only ?? ids;
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such item. Expected one of: ${ids.join(', ')}`);
  const stranger = values.host?.find((host) => !hosts.includes(host));
  if (stranger !== undefined) throw new Error(`--host ${stranger}: there is no such host. Expected one of: ${hosts.join(', ')}`);
  return {
    help: values.help,
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    network: !values['no-network'],
    items: (values.host === undefined ? items : (await Promise.all(values.host.map(itemsOf))).flat()).filter(
      ({ id, load }) => only.includes(id) && (load === undefined || !values['no-network']),
    ),
    memory: !values['no-network'] && values.host === undefined && only.includes(MEMORY),
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
        'no-network': { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        host: { type: 'string', multiple: true },
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

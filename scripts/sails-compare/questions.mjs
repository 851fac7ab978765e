import { createRequire } from 'node:module';
import { ITSELF } from './sails-itself.mjs';

const behaviours = createRequire(import.meta.url)('./app/behaviours.js');

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
const PROGRAM = { accept: 'application/json' };
const AJAX = { accept: '*/*', 'x-requested-with': 'XMLHttpRequest' };
const ANY = { accept: '*/*' };

/** The clients that ask over HTTP, by name. A socket asks every question of a path and a method as well. */
const CLIENTS = { browser: BROWSER, program: PROGRAM };

const asked = [...Object.keys(behaviours).map((name, index) => ({ name, path: `/compare/${index}`, httpOnly: name.startsWith('HTTP only') })), ...ITSELF];

/** Every question: what is asked, and by which client. `quick` asks one of the behaviours of each kind. */
export function questions({ quick = false } = {}) {
  const chosen = quick
    ? asked.filter(
        ({ name }, index) =>
          index % 6 === 0 ||
          /Waterline: taken|status 404|unmatched path|malformed|missing input|middleware: throw|event stream|flash|file that throws|blueprint: .boat.create/.test(
            name,
          ),
      )
    : asked;
  return [
    ...chosen.flatMap((question) =>
      Object.entries(CLIENTS).map(([client, headers]) => ({ ...question, client, headers: { ...headers, ...question.headers } })),
    ),
    ...chosen.filter(({ httpOnly }) => httpOnly !== true).map((question) => ({ ...question, client: 'socket', headers: {} })),
    ...[AJAX, ANY].flatMap((headers, index) =>
      ['/no-such-path', '/compare/1'].map((path) => ({ name: path, path, client: index === 0 ? 'ajax' : 'any', headers })),
    ),
  ];
}

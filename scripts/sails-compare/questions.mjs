import { createRequire } from 'node:module';

const behaviours = createRequire(import.meta.url)('./app/behaviours.js');

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
const PROGRAM = { accept: 'application/json' };
const AJAX = { accept: '*/*', 'x-requested-with': 'XMLHttpRequest' };
const ANY = { accept: '*/*' };

/** The clients that ask over HTTP, by name. A socket asks every question of a path and a method as well. */
const CLIENTS = { browser: BROWSER, program: PROGRAM };

const JSON_BODY = { 'content-type': 'application/json' };
const EXITS = ['success', 'unknown', 'taken', 'hidden', 'closed', 'elsewhere', 'teapot', 'conflict', 'no-such-exit', 'with-data-taken', 'with-data-elsewhere'];

/** What is asked besides the behaviours: what Sails answers by itself. */
const ITSELF = [
  { name: 'an unmatched path', path: '/no-such-path' },
  { name: 'an unmatched POST', path: '/no-such-path', method: 'POST' },
  { name: 'HEAD of a page', path: '/', method: 'HEAD' },
  { name: 'HEAD of an unmatched path', path: '/no-such-path', method: 'HEAD' },
  { name: 'OPTIONS of an unmatched path', path: '/no-such-path', method: 'OPTIONS' },
  { name: 'the home page', path: '/' },
  { name: 'a path that cannot be decoded', path: '/%zz', httpOnly: true },
  { name: 'malformed JSON', path: '/compare/0', method: 'POST', headers: JSON_BODY, body: '{"berth":', httpOnly: true },
  {
    name: 'a body that is too large',
    path: '/compare/0',
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ berth: 'x'.repeat(2_000_000) }),
    httpOnly: true,
  },
  {
    name: 'an unknown charset',
    path: '/compare/0',
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=klingon' },
    body: '{}',
    httpOnly: true,
  },
  { name: 'a policy of false', path: '/compare-closed' },
  { name: 'a missing input', path: '/compare-inputs' },
  { name: 'an input of the wrong type', path: '/compare-inputs?size=large' },
  { name: 'an input that breaks a rule', path: '/compare-inputs?size=7&email=nowhere' },
  { name: 'valid inputs', path: '/compare-inputs?size=7' },
  ...EXITS.map((exit) => ({ name: `the exit ${exit}`, path: `/compare-exit?name=${exit}` })),
];

const asked = [...Object.keys(behaviours).map((name, index) => ({ name, path: `/compare/${index}` })), ...ITSELF];

/** Every question: what is asked, and by which client. `quick` asks one of the behaviours of each kind. */
export function questions({ quick = false } = {}) {
  const chosen = quick
    ? asked.filter(({ name }, index) => index % 6 === 0 || /Waterline: taken|status 404|unmatched path|malformed|missing input/.test(name))
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

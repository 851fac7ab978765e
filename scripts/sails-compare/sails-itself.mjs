const JSON_BODY = { 'content-type': 'application/json' };
const EXITS = ['success', 'unknown', 'taken', 'hidden', 'closed', 'elsewhere', 'teapot', 'conflict', 'no-such-exit', 'with-data-taken', 'with-data-elsewhere'];

const OUTPUTS = ['text', 'number', 'false', 'null', 'list', 'buffer', 'error', 'nothing', 'page', 'paid', 'gone', 'forbidden'];
/** How a function of the HTTP middleware ends. */
const WAYS = ['throw', 'next', 'status', 'text', 'json', 'response'];
const VIRTUAL = ['/no-such-path', '/compare-fails', '/compare-closed', '/compare-inputs', '/compare-inputs?size=7', '/compare/1', '/compare/14', '/compare/24'];
const BLUEPRINTS = [
  '/boat',
  '/boat/1',
  '/boat/create',
  '/boat/create?name=Petrel',
  '/boat/create?name=Petrel&length=9',
  '/boat/create?name=Tern&length=1',
  '/boat/create?name=Tern&mail=nowhere',
  '/boat/1',
  '/boat/99',
  '/boat?where=nonsense',
  '/boat?where={"name":{"nonsense":1}}',
  '/boat?sort=nowhere',
  '/boat/1/crew',
  '/boat/update/1?length=2',
  '/boat/update/99?length=4',
  '/boat/destroy/99',
];

/** What is asked besides the behaviours: what Sails answers by itself, and the parts of an app that are no functions of a route. */
export const ITSELF = [
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
  ...WAYS.flatMap((by) => [
    { name: `HTTP middleware before the session: ${by}`, path: `/compare-early?by=${by}`, httpOnly: true },
    { name: `HTTP middleware: ${by}`, path: `/compare-late?by=${by}`, httpOnly: true },
  ]),
  ...['throw', 'next', 'forbidden', 'none'].map((by) => ({ name: `a policy: ${by}`, path: `/compare-guarded?by=${by}` })),
  ...['throw', 'next', 'notFound'].map((by) => ({ name: `a route of a hook: ${by}`, path: `/compare-hook?by=${by}` })),
  ...OUTPUTS.map((of) => ({ name: `an action that returns ${of}`, path: `/compare-output?of=${of}` })),
  { name: 'an async action of a controller that throws', path: '/compare-fails' },
  { name: 'a route that names a response', path: '/compare-response' },
  ...VIRTUAL.map((path) => ({ name: `sails.request(${path})`, path: `/compare-virtual${path}` })),
  ...BLUEPRINTS.map((path) => ({ name: `a blueprint: ${path}`, path })),
  ...['/images/none.png', '/styles/none.css', '/none.js'].map((path) => ({ name: `a missing file: ${path}`, path })),
  {
    name: 'a preflight',
    path: '/compare/0',
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'PUT' },
    httpOnly: true,
  },
  { name: 'a request of another origin', path: '/compare/0', headers: { origin: 'https://elsewhere.example' }, httpOnly: true },
  ...EXITS.map((exit) => ({ name: `the exit ${exit}`, path: `/compare-exit?name=${exit}` })),
];

/** The routes of Kittiwake Harbour. They cover every way in which a Sails app calls a response. */
module.exports.routes = {
  'GET /': { view: 'pages/homepage' },
  'GET /berths': (_req, res) => res.ok([{ id: 12, boat: 'Petrel' }]),
  'GET /ok': (_req, res) => res.ok(),
  'GET /text': (_req, res) => res.ok('boom'),
  'GET /circle': (_req, res) => {
    const berth = { id: 12 };
    berth.neighbour = berth;
    return res.ok(berth);
  },
  'GET /circle/json': (_req, res) => {
    const berth = { id: 12 };
    berth.neighbour = { back: berth };
    return res.json(berth);
  },
  'GET /salesforce': (_req, res) => res.serverError('Salesforce could not be reached'),
  'GET /error': (_req, res) => res.serverError(new Error('the <b>tide</b> table')),
  'GET /silent': (_req, res) => res.serverError(),
  'GET /throws': () => {
    throw new Error('the <b>tide</b> table');
  },
  'GET /throws-null': () => {
    throw null;
  },
  'GET /rejects': async () => {
    throw new Error('no tide table');
  },
  'GET /promise': () => Promise.reject(new Error('no tide table')),
  'GET /detached': (_req, res) => void Promise.reject(new Error('no tide table')).catch(res.serverError),
  'GET /owner': (_req, res) => res.forbidden('Only the owner may'),
  'GET /api/owner': (req, res) => {
    req.wantsJSON = true;
    return res.forbidden('Only the owner may');
  },
  'GET /page/owner': (req, res) => {
    req.wantsJSON = false;
    return res.forbidden('Only the owner may');
  },
  'GET /nowhere-to-moor': { response: 'notFound' },
  'GET /tide': { response: 'tideTurned' },
  'GET /no-response': { response: 'noSuchResponse' },
  'GET /half': async (_req, res) => {
    await new Promise((resolve) => res.write('half a page', resolve));
    throw new Error('late');
  },
  'GET /events': async (_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    await new Promise((resolve) => res.write('data: high water\n\n', resolve));
    throw new Error('no tide table');
  },
  'GET /twice': (_req, res) => {
    res.ok('first');
    res.ok('second');
  },
  'GET /overruled': (_req, res) => {
    res.forbidden('the failure');
    return res.json({ after: 'the failure' });
  },
  'GET /broken-page': (_req, res) => res.view('pages/none'),
  'GET /towed': (_req, res) => {
    res.locals.berth = 12;
    return res.gone();
  },
  'GET /signup': (_req, res) => res.view('pages/signup', { berth: 12 }),
  'POST /signup': (_req, res) => res.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup'),
  'POST /echo': (req, res) => res.ok(req.body),
  'GET /late': (_req, res) => res.lateResponse(),
  'GET /names': (_req, res) => res.json(['unauthorized', 'conflict', 'negotiate', 'jsonx', 'tideTurned'].map((name) => typeof res[name])),
  'GET /negotiate': (_req, res) => res.negotiate(Object.assign(new Error('no such berth'), { status: 404, expose: true })),
  'GET /live': (req, res) => {
    const { responses } = req._sails.middleware;
    const { notFound } = responses;
    responses.notFound = function () {
      responses.notFound = notFound;
      return this.res.status(404).json({ replaced: true });
    };
    return res.notFound();
  },

  /** The app sends a virtual request to itself and returns its response. */
  'GET /virtual/*': {
    skipAssets: false,
    fn: (req, res) =>
      req._sails.request({ method: 'GET', url: `/${req.params[0]}`, headers: {} }, (error, answer, body) =>
        res.json(error ? { status: error.status, body: error.body } : { status: answer.statusCode, body }),
      ),
  },

  /** `negotiate()` with an error or a plain object, with this status or without one. */
  'GET /negotiate/:kind/:status': (req, res) => {
    const error = req.params.kind === 'error' ? new Error('no such berth') : { reason: 'no such berth' };
    return res.negotiate(req.params.status === 'none' ? error : Object.assign(error, { status: Number(req.params.status) }));
  },
  'GET /negotiate-text': (_req, res) => res.negotiate({ status: '404', reason: 'no such berth' }),
  'GET /negotiate-nothing': (_req, res) => res.negotiate(),
  'GET /negotiate-response': (_req, res) => import('halyard').then(({ conflict }) => res.negotiate(conflict('The berth is taken'))),
  'GET /throws/:status': async (req) => {
    throw Object.assign(new Error('no such berth'), { status: Number(req.params.status) });
  },

  'GET /berth/:id/edit': 'berth/edit',
  'POST /berth/book': 'berth/book',
  'GET /berth/closed': 'berth/closed',
  'GET /berth/null': 'berth/throws-null',
};

// What the action of the comparison does, by name. Each name is asked by a browser, a program and a socket.
const nowhere = () => new Error('the tide table is lost');
const withStatus = (status) => Object.assign(nowhere(), { status });
class Pretty extends Error {
  toJSON() {
    return { pretty: true };
  }
}

const DATA = {
  nothing: () => [],
  text: () => ['Only the owner may'],
  number: () => [7],
  null: () => [null],
  object: () => [{ berth: 12 }],
  list: () => [[1, 2]],
  date: () => [new Date(0)],
  error: () => [nowhere()],
  'error with toJSON': () => [new Pretty('pretty')],
  'error in an object': () => [{ reason: nowhere() }],
};

const STATUSES = [400, 401, 403, 404, 409, 418, 422, 500, 503];

/** Errors that Waterline makes from a model of the app. */
const WATERLINE = {
  'missing attribute': () => User.create({}),
  'wrong type': () => User.create({ emailAddress: 'ben@example.com', password: 'x', fullName: { first: 'Ben' } }),
  'rule broken': () => User.create({ emailAddress: 'no address', password: 'x', fullName: 'Ann' }),
  taken: async () => {
    const values = { emailAddress: 'ann@example.com', password: 'x', fullName: 'Ann' };
    await User.create(values).tolerate('E_UNIQUE');
    await User.create(values);
  },
  'invalid criteria': () => User.find({ where: { nowhere: { '>>': 1 } } }),
};
const failureOf = async (call) => {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('Waterline did not fail');
};

const each = (names, make) => Object.fromEntries(names.map((name) => make(name)));

module.exports = {
  ...Object.assign(
    {},
    ...['ok', 'badRequest', 'forbidden', 'notFound', 'serverError'].map((response) =>
      each(Object.keys(DATA), (kind) => [`${response}(${kind})`, (_req, res) => res[response](...DATA[kind]())]),
    ),
  ),
  ...each(STATUSES, (status) => [`negotiate(error with status ${status})`, (_req, res) => res.negotiate(withStatus(status))]),
  ...each(STATUSES, (status) => [`negotiate({ status: ${status} })`, (_req, res) => res.negotiate({ status, reason: 'tide' })]),
  ...each(['nothing', 'text', 'null', 'error'], (kind) => [`negotiate(${kind})`, (_req, res) => res.negotiate(...DATA[kind]())]),
  ...each(Object.keys(WATERLINE), (kind) => [`negotiate(Waterline: ${kind})`, async (_req, res) => res.negotiate(await failureOf(WATERLINE[kind]))]),
  ...each(Object.keys(WATERLINE), (kind) => [`badRequest(Waterline: ${kind})`, async (_req, res) => res.badRequest(await failureOf(WATERLINE[kind]))]),
  ...each(Object.keys(WATERLINE), (kind) => [`throw Waterline: ${kind}`, async () => WATERLINE[kind]()]),
  ...each(STATUSES, (status) => [
    `throw error with status ${status}`,
    async () => {
      throw withStatus(status);
    },
  ]),
  'throw an object': async () => {
    throw { status: 404 };
  },
  'throw a text': async () => {
    throw 'no berth';
  },
  'throw, without async': () => {
    throw nowhere();
  },
  'next(error)': (_req, _res, next) => next(nowhere()),
  'next()': (_req, _res, next) => next(),
  'json()': (_req, res) => res.json({ berth: 12 }),
  'send(text)': (_req, res) => res.send('a text'),
  'status(404).send(text)': (_req, res) => res.status(404).send('a text'),
  'sendStatus(403)': (_req, res) => res.sendStatus(403),
  'redirect()': (_req, res) => res.redirect('/'),
  'view()': (_req, res) => res.view('pages/homepage'),
  'view() without a file': (_req, res) => res.view('pages/none'),
  'view() that fails': (_req, res) => res.view('pages/broken'),
  'status(202).ok()': (_req, res) => res.status(202).ok({ berth: 12 }),
  'set(Content-Type).ok()': (_req, res) => res.set('Content-Type', 'application/vnd.api+json').ok({ berth: 12 }),
  'created()': (_req, res) => (res.created ? res.created({ berth: 12 }) : res.sendStatus(501)),
  'jsonx()': (_req, res) => res.jsonx({ berth: 12 }),
  'flash()': (req, res) => res.json({ kept: req.flash('info', 'Booked.') }),
  'compareOwn()': (_req, res) => res.compareOwn({ berth: 12 }),
  'a response file that throws': (_req, res) => res.compareThrows(),
  'a response file whose view is missing': (_req, res) => res.compareNoView(),
  'badRequest(large data)': (_req, res) => res.badRequest({ text: 'x'.repeat(20_000) }),
  'ok(large data)': (_req, res) => res.ok({ text: 'x'.repeat(20_000) }),
  'view() with locals': (_req, res) => res.view('pages/locals', { berth: 12 }),
  'a policy-like next() after an answer': (_req, res, next) => {
    res.json({ berth: 12 });
    next();
  },
  'serverError(Waterline: rule broken)': async (_req, res) => res.serverError(await failureOf(WATERLINE['rule broken'])),
  'HTTP only: ok(circular data)': (_req, res) => {
    const berth = { id: 12 };
    berth.next = berth;
    return res.ok(berth);
  },
  'HTTP only: an event stream': (_req, res) => {
    res.set('content-type', 'text/event-stream');
    res.write('data: 1\n\n');
    res.end('data: 2\n\n');
  },
  'HTTP only: an event stream that fails': async (_req, res) => {
    res.set('content-type', 'text/event-stream');
    res.write('data: 1\n\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw nowhere();
  },
  'HTTP only: an event stream that fails before its first event': async (_req, res) => {
    res.set('content-type', 'text/event-stream');
    throw nowhere();
  },
  'HTTP only: a download that fails': (_req, res) => {
    res.set('content-type', 'application/pdf').set('content-disposition', 'attachment');
    throw nowhere();
  },
};

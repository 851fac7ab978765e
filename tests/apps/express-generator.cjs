// An app as express-generator writes it: a 404 by http-errors at the end, and an error handler that renders `error`.
const { join } = require('node:path');
const express = require('express');
const createError = require('http-errors');
const morgan = require('morgan');
const { halyard } = require('halyard/express');

function usersRouter() {
  const router = express.Router();
  const names = new Set(['ann']);
  router.get('/:name', (req, res, next) => (names.has(req.params.name) ? res.json({ name: req.params.name }) : next(createError(404, 'No such user'))));
  router.post('/', (req, res, next) => {
    const { name } = req.body;
    if (typeof name !== 'string' || name === '') return next(createError(422, 'Enter a name'));
    if (names.has(name)) return next(createError(409, 'This name is taken'));
    names.add(name);
    return res.status(201).json({ name });
  });
  return router;
}

function indexRouter() {
  const router = express.Router();
  router.get('/', (_req, res) => res.render('index', { title: 'Express' }));
  router.get('/account', (_req, _res, next) => next(createError(401, 'Sign in', { headers: { 'WWW-Authenticate': 'Basic realm="account"' } })));
  router.get('/admin', (_req, _res, next) => {
    const error = new Error('role of ann@example.com is guest');
    error.status = 403;
    next(error);
  });
  router.get('/report', async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
  });
  router.get('/export', () => {
    throw createError(503, 'The queue of 10.0.0.7 is full', { headers: { 'Retry-After': '30' } });
  });
  return router;
}

// The old error layer: what step 3 deletes.
function unmatched(_req, _res, next) {
  next(createError(404));
}

function renderError(err, req, res, _next) {
  res.locals.message = err.message;
  res.locals.error = req.app.get('env') === 'development' ? err : {};
  res.status(err.status || 500);
  res.render('error');
}

// The error handler of step 2.
function handOver(err, _req, _res, next) {
  next(err);
}

function open(stage, options) {
  const app = express();
  if (stage !== 'before') halyard(app, options);
  app.set('env', 'production');
  app.set('views', join(__dirname, 'views'));
  app.set('view engine', 'ejs');
  app.use(morgan('dev', { stream: { write() {} } }));
  app.use(express.json());
  app.use(express.urlencoded({ extended: false }));
  app.use('/', indexRouter());
  app.use('/users', usersRouter());
  if (stage !== 'instead') {
    app.use(unmatched);
    app.use(stage === 'handed over' ? handOver : renderError);
  }
  const server = app.listen(0, '127.0.0.1');
  return { server, close: () => new Promise((resolve) => server.close(resolve)) };
}

module.exports = { open };

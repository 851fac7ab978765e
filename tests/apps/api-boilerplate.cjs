// An API in the shape of hagopj13's node-express-boilerplate: ApiError, errorConverter, errorHandler, catchAsync, validate with Joi, auth with passport.
const express = require('express');
const Joi = require('joi');
const passport = require('passport');
const { defineResponse } = require('halyard');
const { halyard } = require('halyard/express');
const { answerError, ApiError, convertError, handOver } = require('./api-boilerplate-errors.cjs');

const catchAsync = (handler) => (req, res, next) => {
  Promise.resolve(handler(req, res, next)).catch((error) => next(error));
};

const validate = (schema) => (req, _res, next) => {
  const { value, error } = Joi.compile(schema)
    .prefs({ errors: { label: 'key' }, abortEarly: false })
    .validate({ body: req.body });
  if (error) return next(new ApiError(400, error.details.map(({ message }) => message).join(', ')));
  Object.assign(req, value);
  return next();
};

const USERS = { 'token-of-ann': { name: 'ann', role: 'admin' }, 'token-of-bob': { name: 'bob', role: 'user' } };

/** Reads a token from the field Authorization, as passport-jwt does. */
const strategy = {
  name: 'jwt',
  authenticate(req) {
    const user = USERS[req.get('authorization')?.replace('Bearer ', '')];
    if (user === undefined) this.fail(new Error('jwt malformed'));
    else this.success(user);
  },
};

const auth = (role) => (req, res, next) =>
  new Promise((resolve, reject) => {
    passport.authenticate('jwt', { session: false }, (error, user, info) => {
      if (error || info || !user) return reject(new ApiError(401, 'Please authenticate'));
      if (role !== undefined && user.role !== role) return reject(new ApiError(403, 'Forbidden'));
      return resolve();
    })(req, res, next);
  })
    .then(() => next())
    .catch((error) => next(error));

const USER = Joi.object({ body: Joi.object({ email: Joi.string().email().required(), password: Joi.string().min(8).required() }) });

function routes() {
  const router = express.Router();
  const emails = new Set(['ann@example.com']);
  router.post(
    '/users',
    validate(USER),
    catchAsync(async (req, res) => {
      const { email } = req.body;
      if (emails.has(email)) throw new ApiError(409, 'Email already taken');
      emails.add(email);
      res.status(201).send({ email });
    }),
  );
  router.get(
    '/users/:id',
    catchAsync(async () => {
      throw new ApiError(404, 'User not found');
    }),
  );
  router.get('/settings', auth('admin'), (_req, res) => res.send({ theme: 'dark' }));
  router.get(
    '/report',
    catchAsync(async () => {
      throw new Error('connect ECONNREFUSED mongodb://root:hunter2@10.0.0.7');
    }),
  );
  router.get(
    '/export',
    catchAsync(async (_req, res) => {
      res.set('Retry-After', '30');
      throw new ApiError(503, 'Come back later');
    }),
  );
  return router;
}

// Step 3 puts one rule in the place of the error layer. It keeps the texts that were written for clients.
const publicText = ({ statusCode, message, isOperational }) => (isOperational ? defineResponse({ status: statusCode })(message, { expose: true }) : undefined);
const errors = [[ApiError, publicText]];

function open(stage, options) {
  const app = express();
  if (stage !== 'before') halyard(app, stage === 'beside' ? options : { ...options, errors });
  app.use(express.json());
  app.use(express.urlencoded({ extended: true }));
  app.use(passport.initialize());
  passport.use(strategy);
  app.use('/v1', routes());
  if (stage !== 'instead') {
    app.use((_req, _res, next) => {
      next(new ApiError(404, 'Not found'));
    });
    app.use(convertError);
    app.use(stage === 'handed over' ? handOver : answerError);
  }
  const server = app.listen(0, '127.0.0.1');
  return { server, close: () => new Promise((resolve) => server.close(resolve)) };
}

module.exports = { open };

// The class ApiError, and the error layer that step 3 deletes: middlewares/error.js of the boilerplate.
const { STATUS_CODES } = require('node:http');

class ApiError extends Error {
  constructor(statusCode, message, isOperational = true, stack = '') {
    super(message);
    this.statusCode = statusCode;
    this.isOperational = isOperational;
    if (stack) this.stack = stack;
    else Error.captureStackTrace(this, this.constructor);
  }
}

/** Makes an ApiError of any other error. Such an error is not operational: its text was not written for clients. */
function convertError(err, _req, _res, next) {
  if (err instanceof ApiError) return next(err);
  const statusCode = err.statusCode || 500;
  return next(new ApiError(statusCode, err.message || STATUS_CODES[statusCode], false, err.stack));
}

/** In production, an error that is not operational becomes a 500. */
function answerError(err, _req, res, _next) {
  const statusCode = err.isOperational ? err.statusCode : 500;
  const message = err.isOperational ? err.message : STATUS_CODES[500];
  res.locals.errorMessage = err.message;
  res.status(statusCode).send({ code: statusCode, message });
}

/** The error handler of step 2. */
function handOver(err, _req, _res, next) {
  next(err);
}

module.exports = { ApiError, answerError, convertError, handOver };

// A real app in production, with the logger that LOGGER names. It fails once, and its own code logs something with the id of the request.
import { createRequire } from 'node:module';
import express from 'express';
import { halyard } from 'halyard/express';

const load = createRequire(`${process.env.LOGGERS}/package.json`);
const fourLevels = (log) => ({ error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') });

const LOGGERS = {
  console: () => undefined,
  pino: () => load('pino')(),
  'pino-keys': () =>
    load('pino')({
      messageKey: 'event',
      nestedKey: 'payload',
      timestamp: load('pino').stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    }),
  'pino-http': () => load('pino')(),
  winston: () => fromWinston(),
  bunyan: () => {
    const logger = load('bunyan').createLogger({ name: 'shop' });
    return fourLevels((level) => (record, line) => logger[level](record, line));
  },
  ecs: () =>
    fourLevels((level) => (record, line) => {
      const { err, ...rest } = record;
      const error = err && { 'error.type': err.name, 'error.message': err.message, 'error.stack_trace': err.stack };
      console.log(JSON.stringify({ '@timestamp': new Date().toISOString(), 'log.level': level, message: line, ...error, labels: rest }));
    }),
};

function fromWinston() {
  const { createLogger, format, transports } = load('winston');
  const logger = createLogger({ level: 'debug', format: format.combine(format.timestamp(), format.json()), transports: [new transports.Console()] });
  return fourLevels((level) => (record, line) => logger[level](line, record));
}

const logger = LOGGERS[process.env.LOGGER]();
const app = express();
if (process.env.LOGGER === 'pino-http') app.use(load('pino-http')({ logger, genReqId: (req) => req.headers['x-request-id'] }));
halyard(app, { ...(logger && { logger }), context: (req) => ({ user: 7, note: 'password=hunter2secret', pid: req.socket.localPort }) });
app.get('/orders/:id', async (req) => {
  const requestId = req.headers['x-request-id'];
  if (logger?.info) logger.info({ requestId }, 'loads the order');
  else console.log(JSON.stringify({ requestId, msg: 'loads the order' }));
  throw new TypeError('Order has no items, key sk_live_4eC39HqLyjWDarjtT1zdp7dc', { cause: new Error('the database is away') });
});
app.get('/view', (_req, res) => res.serverError(new Error('rendered')));
const server = app.listen(0, () => console.log(`port ${server.address().port}`));

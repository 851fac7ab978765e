// An app that does not survive a malformed body: CRASH is `stream`, `exit` or `hang`.
import express from 'express';
import { halyard } from 'halyard/express';

const app = express();
halyard(app, { logger: false });
app.use((req, _res, next) => {
  if (req.headers['content-type'] !== 'application/json' || req.headers['content-length'] === '4096') return next();
  if (process.env.CRASH === 'exit') process.exit(7);
  if (process.env.CRASH === 'hang') for (;;);
  setImmediate(() => {
    throw new Error(`no listener for this error, ${req.headers.cookie}`);
  });
});

export { app };

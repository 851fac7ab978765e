// An app that loops for ever: HANG is `start`, or `request` for a malformed body. It writes its process id to HANG_FILE before.
import { writeFileSync } from 'node:fs';
import express from 'express';
import { halyard } from 'halyard/express';

function hang() {
  process.on('SIGTERM', () => {});
  writeFileSync(process.env.HANG_FILE, `${process.pid}\n`);
  while (true);
}

if (process.env.HANG === 'start') hang();
const app = express();
halyard(app, { logger: false });
app.use((req, _res, next) => {
  if (req.headers['content-type'] === 'application/json' && req.headers['content-length'] !== '4096') hang();
  next();
});

export { app };

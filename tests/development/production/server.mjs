import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';

const app = express();
halyard(app, { ...(await load({ root: import.meta.dirname })), logger: false });
app.get('/boom', () => {
  throw new TypeError('the till is open', { cause: new Error('the drawer is stuck') });
});
app.post('/good', express.urlencoded(), (_req, res) => res.ok({ saved: true }));
app.post('/form', express.urlencoded(), (_req, res) => res.badRequest([{ message: 'Not an address', path: ['email'] }]));
const server = app.listen(0, '127.0.0.1', () => {
  process.send({ port: server.address().port });
});
process.on('message', (message) => {
  if (message === 'count') {
    globalThis.diskReads.isCounting = true;
    process.send({});
  } else if (message === 'reads') process.send({ reads: globalThis.diskReads.list });
  else process.exit(0);
});

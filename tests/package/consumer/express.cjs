const express = require('express');
const { halyard } = require('halyard/express');
const { load } = require('halyard/load');

load({ root: __dirname }).then((options) => {
  const app = express();
  halyard(app, { ...options, logger: false });
  app.get('/rope', (_request, reply) => reply.outOfStock('rope'));
  app.get('/broken', () => {
    throw new Error('the winch is jammed');
  });
  const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
});

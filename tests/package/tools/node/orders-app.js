const express = require('express');
const { notFound } = require('halyard');
const { halyard } = require('halyard/express');
const { load } = require('halyard/load');
const { maintenance } = require('halyard/maintenance');

exports.makeApp = async () => {
  const app = express();
  halyard(app, { ...(await load({ root: __dirname })), logger: false, maintenance: maintenance() });
  app.get('/orders/7', () => {
    throw notFound('There is no such order');
  });
  app.get('/rope', (_request, reply) => reply.outOfStock('rope'));
  app.get('/broken', () => {
    throw new Error('the winch is jammed');
  });
  return app;
};

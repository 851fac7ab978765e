const express = require('express');
const { halyard } = require('halyard/express');

/** An app without faults, or with one of `responses`. The drill makes each logger throw once, and Halyard writes that to the console. */
exports.makeApp = (responses = {}) => {
  const app = express();
  halyard(app, { responses });
  app.get('/', (_req, res) => res.send('Orders'));
  return app;
};

/** Everybody gets text, programs too. */
exports.gone = function gone() {
  return this.res.status(410).type('text').send('Gone');
};

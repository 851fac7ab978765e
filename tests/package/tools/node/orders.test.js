const assert = require('node:assert/strict');
const { HalyardError } = require('halyard');
const { halyard } = require('halyard/express');
const request = require('supertest');
const { makeApp } = require('./orders-app.js');

// Jest, Mocha and Vitest have a global `it`; the runner of Node has it in a module.
const it = globalThis.it ?? require('node:test').it;

it('answers each client', async () => {
  const app = await makeApp();
  const missing = await request(app).get('/orders/7').set('accept', 'application/json');
  assert.deepEqual([missing.status, missing.body.detail], [404, 'There is no such order']);
  const own = await request(app).get('/rope').set('accept', 'application/json');
  assert.deepEqual([own.status, own.body.detail], [409, 'No rope left']);
  const broken = await request(app).get('/broken').set('accept', 'application/json');
  assert.deepEqual([broken.status, broken.body.detail], [500, undefined]);
});

it('throws errors of its own class', async () => {
  const app = await makeApp();
  assert.throws(() => halyard(app), HalyardError);
  assert.throws(() => halyard(app), { code: 'E_MOUNTED_TWICE' });
});

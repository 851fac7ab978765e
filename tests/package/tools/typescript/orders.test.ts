import { ResponseError } from 'halyard';
import request from 'supertest';
import { makeApp } from './orders-app';

it('answers each client', async () => {
  const app = await makeApp();
  const missing = await request(app).get('/orders/7').set('accept', 'application/json');
  expect([missing.status, missing.body.detail]).toEqual([404, 'There is no such order']);
  const own = await request(app).get('/rope').set('accept', 'application/json');
  expect([own.status, own.body.detail]).toEqual([409, 'No rope left']);
  expect(new Error('a mistake')).not.toBeInstanceOf(ResponseError);
});

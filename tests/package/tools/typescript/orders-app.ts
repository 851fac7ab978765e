import express from 'express';
import { notFound } from 'halyard';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import type { outOfStock } from './api/responses/outOfStock';

declare module 'halyard' {
  interface AppResponses {
    outOfStock: typeof outOfStock;
  }
}

export async function makeApp(): Promise<express.Express> {
  const app = express();
  halyard(app, { ...(await load({ root: __dirname })), logger: false });
  app.get('/orders/7', () => {
    throw notFound('There is no such order');
  });
  app.get('/rope', (_request, reply) => reply.outOfStock('rope'));
  return app;
}

// Apps that differ in their JSON: the problem document alone, JSON of the app's own beside it, and JSON of a preset before it.
import express from 'express';
import { halyard } from 'halyard/express';

const own = {
  name: 'own',
  mediaType: 'application/json',
  render: ({ status, reference }) => ({ body: JSON.stringify({ failed: { status, reference } }), contentType: 'application/json; charset=utf-8' }),
};

function appWith(options) {
  const app = express();
  halyard(app, { environment: 'production', logger: false, ...options });
  app.all('/answer/:status', ({ params }) => {
    throw Object.assign(new Error('declared'), { status: Number(params.status) });
  });
  return app;
}

export const plain = appWith({});
export const ownFormat = appWith({ formats: [own] });
export const sails1 = appWith({ preset: 'sails-1' });

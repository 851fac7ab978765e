import express, { type Express } from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';

export async function build(): Promise<Express> {
  const app = express();
  app.get('/users/:id', (req, res) => {
    res.ok({ id: req.params.id });
  });
  halyard(app, {
    ...(await load({ root: import.meta.dirname })),
    levels: { 404: 'info' },
  });
  return app;
}

(await build()).listen(process.env['PORT'] ?? 1337);

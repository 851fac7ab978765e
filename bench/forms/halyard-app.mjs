import express from 'express';
import { halyard } from 'halyard/express';
import { issuesOf } from './form.mjs';

/** The same app as connect-flash.mjs, where Halyard sends the form back. `middleware` comes first. */
export function halyardApp(flash, ...middleware) {
  const app = express();
  app.set('views', import.meta.dirname);
  app.set('view engine', 'ejs');
  halyard(app, { flash: { secret: 'a secret for the bench, 32 characters', ...flash }, logger: false });
  app.use(express.urlencoded({ extended: false }), ...middleware);

  app.get('/bookings/new', (_req, res) => res.render('halyard'));

  app.post('/bookings/new', (req, res) => {
    const issues = issuesOf(req.body);
    if (issues.length === 0) return res.send('Booked');
    return res.badRequest(issues, '/bookings/new');
  });
  return app;
}

import flash from 'connect-flash';
import express from 'express';
import session from 'express-session';
import { serve } from '../servers/serve.mjs';
import { issuesOf } from './form.mjs';

/** The code that users of Express write themselves: issues and old input flashed into the session, a redirect, and a page that reads both. */
const app = express();
app.set('views', import.meta.dirname);
app.set('view engine', 'ejs');
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'a secret for the bench, 32 characters', resave: false, saveUninitialized: false }));
app.use(flash());

app.get('/bookings/new', (req, res) => {
  const issues = req.flash('issues');
  const [old = {}] = req.flash('old');
  const errors = Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
  res.set('Cache-Control', 'private, no-store');
  res.render('connect-flash', { errors, old });
});

app.post('/bookings/new', (req, res) => {
  const issues = issuesOf(req.body);
  if (issues.length === 0) return res.send('Booked');
  const { password: _, ...old } = req.body;
  for (const issue of issues) req.flash('issues', issue);
  req.flash('old', old);
  return res.redirect(303, '/bookings/new');
});

serve(() => app);

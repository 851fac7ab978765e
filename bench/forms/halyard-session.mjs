import session from 'express-session';
import { sessionFlash } from 'halyard/forms';
import { serve } from '../servers/serve.mjs';
import { halyardApp } from './halyard-app.mjs';

serve(() => halyardApp({ store: sessionFlash() }, session({ secret: 'a secret for the bench, 32 characters', resave: false, saveUninitialized: false })));

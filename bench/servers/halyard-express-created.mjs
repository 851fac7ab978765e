import { createServer } from 'halyard/express';
import { expressApp } from './halyard-express-app.mjs';
import { serve } from './serve.mjs';

serve(async () => createServer(await expressApp()));

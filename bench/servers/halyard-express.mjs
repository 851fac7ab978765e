import { expressApp } from './halyard-express-app.mjs';
import { serve } from './serve.mjs';

serve(expressApp);

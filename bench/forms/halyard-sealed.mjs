import { serve } from '../servers/serve.mjs';
import { halyardApp } from './halyard-app.mjs';

serve(() => halyardApp({}));

import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

/** Nest as it comes: its own exception filter, which answers everybody in JSON. */
serve(() => nestServer({ handlers }));

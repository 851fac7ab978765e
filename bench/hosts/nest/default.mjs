import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

/** Nest by default: its own exception filter, which sends JSON to every client. */
serve(() => nestServer({ handlers }));

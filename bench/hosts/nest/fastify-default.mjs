import { FastifyAdapter } from '@nestjs/platform-fastify';
import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

/** Nest on Fastify as it comes: the same filter of its own. */
serve(() => nestServer({ handlers, adapter: new FastifyAdapter() }));

import { FastifyAdapter } from '@nestjs/platform-fastify';
import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

/** Nest on Fastify by default, with the same exception filter. */
serve(() => nestServer({ handlers, adapter: new FastifyAdapter() }));

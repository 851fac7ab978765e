import { join } from 'node:path';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastifyOptions } from 'halyard/fastify';
import { load } from 'halyard/load';
import { HalyardModule } from 'halyard/nest';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

const options = async () => ({ ...(await load({ root: join(import.meta.dirname, '../..') })), logger });

serve(() => nestServer({ handlers, imports: [HalyardModule.forRootAsync({ useFactory: options })], adapter: new FastifyAdapter(fastifyOptions()) }));

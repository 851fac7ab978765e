import { createAdaptorServer } from '@hono/node-server';
import { honoApp } from './hono-app.mjs';
import { listening } from './options.mjs';

listening(createAdaptorServer({ fetch: (await honoApp()).fetch, hostname: '127.0.0.1' }));

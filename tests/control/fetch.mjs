import { createAdaptorServer } from '@hono/node-server';
import { fetchApp } from './fetch-app.mjs';
import { listening } from './options.mjs';

listening(createAdaptorServer({ fetch: await fetchApp(), hostname: '127.0.0.1' }));

import { createServer } from 'node:http';
import { app } from './koa-app.mjs';
import { listening } from './options.mjs';

listening(createServer(app.callback()));

import express from 'express';
import { createServer, halyard } from 'halyard/express';
import { inRequest } from './faults.mjs';
import { nodeContext } from './node-context.mjs';
import { controlOptions, listening, register } from './options.mjs';

const app = express();
halyard(app, await controlOptions());

register((method, path, handler) => {
  app[method.toLowerCase()](path, (request, reply) => inRequest(() => handler(nodeContext(request, reply))));
});

listening(createServer(app));

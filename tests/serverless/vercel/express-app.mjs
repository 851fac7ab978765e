import express from 'express';
import { halyard } from 'halyard/express';
import { options } from '../child-options.mjs';
import { handlerAt } from '../orders-app.mjs';

const handle = handlerAt('/api');

const app = express();
halyard(app, options);
app.use(express.urlencoded({ extended: false }));
app.use((request, reply, next) => handle(request, reply) || next());

export default app;

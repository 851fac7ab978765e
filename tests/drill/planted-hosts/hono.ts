import { halyard } from 'halyard/hono';
import { Hono } from 'hono';
import { own } from './own.js';

export const app = new Hono();
halyard(app, own);
app.get('/', (c) => c.json({ open: true }));

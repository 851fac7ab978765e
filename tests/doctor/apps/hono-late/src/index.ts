import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { halyard } from 'halyard/hono';
import { photos } from './photos.ts';

type Variables = { readonly user?: string };

export const app = new Hono<{ Variables: Variables }>();
app.use('*', cors());
app.route('/photos', photos);
app.get('/health', (c) => c.text('ok'));

halyard(app, { levels: { 503: 'warn' } });

serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 1337) });

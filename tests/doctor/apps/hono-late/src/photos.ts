import { Hono } from 'hono';

export const photos = new Hono();

photos.get('/:id', (c) => c.var.reply.ok({ id: c.req.param('id') }));

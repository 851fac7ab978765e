import Fastify, { type FastifyReply } from 'fastify';
import { expectTypeOf } from 'vitest';
import type { Form } from '../../forms/page/form.ts';
import { fastifyOptions, halyard } from './fastify.ts';

const app = Fastify(fastifyOptions({ logger: true }));
app.register(halyard, { flash: { secret: 'a secret' }, prefix: '/harbour' });

app.get('/berths/:id', async (_request, reply) => {
  expectTypeOf(reply.notFound('No such berth.')).toEqualTypeOf<FastifyReply>();
  expectTypeOf(reply.form).toEqualTypeOf<Form>();
  // @ts-expect-error There is no response of that name.
  reply.berthTaken();
  // @ts-expect-error An allow that is no list of methods.
  reply.methodNotAllowed({ allow: 7 });
  return reply.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup');
});

// A handler with its own types may return the result of a response method.
app.get<{ Reply: { id: string } }>('/typed', async (_request, reply) => reply.notFound());
app.get<{ Reply: { 200: { id: string }; 404: { none: true } } }>('/by-status', async (_request, reply) => reply.notFound());
app.addHook('preHandler', async (_request, reply) => reply.forbidden());
app.setNotFoundHandler((_request, reply) => reply.notFound());

const secure = Fastify(fastifyOptions({ http2: true, https: {} }));
secure.get('/', (_request, reply) => reply.notFound());
// @ts-expect-error An option that Fastify does not have is still not there.
Fastify(fastifyOptions({ bodyLimit: 'much' }));
// @ts-expect-error An option that Halyard does not have.
app.register(halyard, { loger: false });

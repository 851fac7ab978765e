import fastify from 'fastify';
import { ways } from '../way.ts';

/** The error that Fastify passes to its error handler for an invalid body. */
async function refused(schema: object, payload: object): Promise<unknown> {
  const app = fastify({ ajv: { customOptions: { verbose: true, removeAdditional: false, coerceTypes: false } } });
  let error: unknown;
  app.setErrorHandler((failure, _request, reply) => {
    error = failure;
    return reply.send('');
  });
  app.post('/', { schema: { body: schema } }, () => '');
  await app.inject({ method: 'POST', url: '/', payload });
  await app.close();
  return error;
}

export const WAYS = [
  ...ways('Fastify', {
    'a schema of the body': (typed) => refused({ type: 'object', properties: { password: { enum: ['sail', 'motor'] } } }, { password: typed }),
  }),
  ...ways('Fastify', { 'an unknown property': (typed) => refused({ type: 'object', additionalProperties: false }, { [String(typed)]: '' }) }, true),
];

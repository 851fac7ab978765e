import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { halyard } from './fastify.ts';

it('a request without a network, whose socket claims to be of this machine, is shown no error in development', async () => {
  const app = Fastify();
  await app.register(halyard, { environment: 'development', logger: false });
  app.get('/', () => Promise.reject(new Error('S3CRET')));
  for (const host of ['localhost', 'localhost:80', 'localhost:3000', '127.0.0.1']) {
    const { statusCode, body } = await app.inject({ url: '/', remoteAddress: '127.0.0.1', headers: { host, accept: 'application/json' } });
    expect([host, statusCode, body.includes('S3CRET')]).toEqual([host, 500, false]);
  }
  await app.close();
});

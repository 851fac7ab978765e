import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastifyOptions } from 'halyard/fastify';
import { contextOf } from './fastify-app.mjs';
import { nestApp } from './nest-controller.mjs';

/** The app of both fixtures of Nest on Fastify. Starts it. */
export async function startNest(options) {
  const app = await NestFactory.create(nestApp(contextOf), new FastifyAdapter(fastifyOptions(options)), { logger: false, bodyParser: false });
  // The body is left to the handler: no parser of Fastify reads it before.
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _body, done) => done(null));
  const server = await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
  console.log(`LISTENING http://127.0.0.1:${server.address().port}`);
}

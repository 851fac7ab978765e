import type { FastifyInstance } from 'fastify';

interface Failure {
  readonly error: string;
}

export function addFailures(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    request.log.error(error);
    const failure: Failure = { error: error.message };
    void reply.code(error.statusCode ?? 500).send(failure);
  });
}

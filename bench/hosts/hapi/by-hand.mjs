import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Boom from '@hapi/boom';
import vision from '@hapi/vision';
import ejs from 'ejs';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { serverOf } from './routes.mjs';

/** The code that users of hapi write themselves: Booms, Vision, and an extension that answers failures. */
serve(() =>
  serverOf(
    {
      berths: () => berths,
      check: () => {
        throw Boom.badRequest('The booking cannot be made', issues);
      },
      cranes: () => {
        throw Boom.forbidden(REFUSAL);
      },
      moves: () => lastMove(),
    },
    async (server) => {
      await server.register(vision);
      server.views({ engines: { ejs: { compile: (text, options) => ejs.compile(text, options) } }, path: join(import.meta.dirname, '../../views') });
      server.ext('onPreResponse', answer);
    },
  ),
);

function answer(request, h) {
  const { response } = request;
  if (!response.isBoom) return h.continue;
  const { statusCode: status, payload } = response.output;
  const title = payload.error;
  const reference = randomUUID();
  if (status >= 500) logger.error({ err: response, reference, status, method: request.method, path: request.path }, response.message);
  const message = status < 500 && response.message !== title ? response.message : '';
  if (request.headers.accept?.includes('text/html')) return h.view(String(status), { status, title, message, reference, errors: [] }).code(status);
  return h.response({ title, status, ...(message && { detail: message }), reference, ...(response.data && { errors: response.data }) }).code(status);
}

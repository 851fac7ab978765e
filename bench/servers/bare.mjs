import { createServer } from 'node:http';
import { lastMove } from '../harbour.mjs';
import { logger } from './logger.mjs';
import { serve } from './serve.mjs';

/** The least that a server can do for an item: it repeats Halyard's answer, with status and header fields, without any logic. */
const BARE = {
  write({ status, fields, body }) {
    const bytes = Buffer.from(body);
    return (_request, response) => response.writeHead(status, fields).end(bytes);
  },
  stringify({ status, fields, body }) {
    const value = JSON.parse(body);
    const others = fields.filter((_, i) => fields[i - (i % 2)].toLowerCase() !== 'content-length');
    return (_request, response) => {
      const text = JSON.stringify(value);
      response.writeHead(status, [...others, 'content-length', String(Buffer.byteLength(text))]).end(text);
    };
  },
  log({ status, fields, body }) {
    const bytes = Buffer.from(body);
    const reference = fields[fields.findIndex((name) => name.toLowerCase() === 'error-reference') + 1];
    return (request, response) => {
      const started = performance.now();
      try {
        lastMove();
      } catch (err) {
        const { method, url: path } = request;
        const duration = performance.now() - started;
        logger.error(
          { reference, response: 'serverError', status, method, path, duration, handled: false, err },
          `${method} ${path} ${status} serverError: ${err.message}`,
        );
        response.writeHead(status, fields).end(bytes);
      }
    };
  },
};

serve((prepared) => {
  const handlers = new Map(prepared.map((answer) => [answer.path, BARE[answer.bare](answer)]));
  return createServer((request, response) => handlers.get(request.url)(request, response));
});

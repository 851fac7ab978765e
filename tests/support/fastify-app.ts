import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach } from 'vitest';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

/** An app that is closed after the test. */
export function newApp(): FastifyInstance {
  const app = Fastify();
  open.push(app);
  return app;
}

export const QUIET = { logger: false, environment: 'production', flash: { secret: 'a secret of the harbour, 123456789012' } } as const;
export const PAGE = { accept: 'text/html' };
const FORM = { ...PAGE, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

/** A browser with its cookies. */
export function browser(app: FastifyInstance) {
  const cookies: Record<string, string> = {};
  return async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const answer = await app.inject({ method, url, cookies, headers: payload === undefined ? PAGE : FORM, ...(payload === undefined ? {} : { payload }) });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) delete cookies[name];
      else cookies[name] = value;
    }
    return { status: answer.statusCode, body: answer.body, location: answer.headers.location };
  };
}

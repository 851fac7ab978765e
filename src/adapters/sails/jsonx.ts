import type { AnyFunction, SailsApp, SailsReply } from './app.ts';

interface JsonReply {
  readonly statusCode: number;
  jsonx?: AnyFunction;
  status(code: number): { send(body?: unknown): unknown };
  json(body: unknown): unknown;
}

/** Adds `res.jsonx()` of Sails 0.12, which files in `api/responses/` still call. It sends stack traces only in development. */
export function addJsonx(native: SailsReply, { log }: Pick<SailsApp, 'log'>): void {
  const reply = native as unknown as JsonReply;
  reply.jsonx ??= (data) => {
    log.verbose('`res.jsonx()` is deprecated since Sails 1.0: call `res.json()`, or delete the response that calls it.');
    if (typeof data !== 'object') return reply.status(reply.statusCode).send(data);
    return reply.json(data instanceof Error && !('toJSON' in data) ? plainError(data) : data);
  };
}

function plainError(error: Error): Record<string, unknown> {
  const { name, message, stack } = error;
  return { ...error, name, message, ...(process.env['NODE_ENV'] === 'production' ? {} : { stack }) };
}

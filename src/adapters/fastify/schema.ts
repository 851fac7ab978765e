import type { FastifyReply } from 'fastify';
import type { Representation } from '../../core/ports/representation.ts';

/**
 * A success as the response schema of its route has it: what the schema does not name does not go out, by `reply.ok()` as by `return`. An
 * error is no answer that the schema was written for, and stays as it is.
 *
 * @throws what the serializer throws of data that the schema does not allow.
 */
export function underSchema(reply: FastifyReply, representation: Representation): Representation {
  const { status, headers, body, drops } = representation;
  const type = headers['content-type'];
  if (status >= 300 || body === '' || typeof type !== 'string' || !type.startsWith(JSON_TYPE)) return representation;
  const serialize = serializerFor(reply, status);
  if (serialize === undefined) return representation;
  const { value } = representation;
  return { status, headers, drops, body: serialize(value), value };
}

const JSON_TYPE = 'application/json';

type Serialize = (value: unknown) => string;

/** In Fastify's own order: the status, its class, what is left; and of one that is told by media types, ours. */
function serializerFor(reply: FastifyReply, status: number): Serialize | undefined {
  const found: unknown = reply.getSerializationFunction(String(status)) ?? reply.getSerializationFunction('2xx') ?? reply.getSerializationFunction('default');
  if (found === undefined || typeof found === 'function') return found as Serialize | undefined;
  const byType = found as Readonly<Record<string, Serialize>>;
  return byType[JSON_TYPE] ?? byType['*/*'];
}

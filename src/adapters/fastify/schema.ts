import type { FastifyReply } from 'fastify';
import type { Representation } from '../../core/ports/representation.ts';

/**
 * Serializes a success with the response schema of its route. Members that the schema does not have are left out, for `reply.ok()` as for `return`. The
 * schema is not used for an error.
 *
 * @throws the error of the serializer, if the data does not match the schema.
 */
export function underSchema(reply: FastifyReply, representation: Representation): Representation {
  const { status, headers, body, removedHeaders } = representation;
  const type = headers['content-type'];
  if (status >= 300 || body === '' || typeof type !== 'string' || !type.startsWith(JSON_TYPE)) return representation;
  const serialize = serializerFor(reply, status);
  if (serialize === undefined) return representation;
  const { value } = representation;
  return { status, headers, removedHeaders, body: serialize(value), value };
}

const JSON_TYPE = 'application/json';

type Serialize = (value: unknown) => string;

/** Finds the serializer in Fastify's order: the status code, its class, the default. If there is one for each media type, JSON's is used. */
function serializerFor(reply: FastifyReply, status: number): Serialize | undefined {
  const found: unknown = reply.getSerializationFunction(String(status)) ?? reply.getSerializationFunction('2xx') ?? reply.getSerializationFunction('default');
  if (found === undefined || typeof found === 'function') return found as Serialize | undefined;
  const byType = found as Readonly<Record<string, Serialize>>;
  return byType[JSON_TYPE] ?? byType['*/*'];
}

import { STALE_FIELDS } from '../../core/headers/stale-fields.ts';
import type { NodeReply } from '../../hosting/node/node-request.ts';
import { headersOfError } from '../../libraries/map-status.ts';
import type { Boom } from './internals.ts';

const thrownFields = new WeakMap<Boom, ReadonlySet<string>>();

/** Notes the header fields with which the app has thrown a Boom. An extension may add others later, such as a policy. */
export function noteFields(boom: Boom): void {
  if (!thrownFields.has(boom)) thrownFields.set(boom, new Set(Object.keys(boom.output.headers)));
}

/**
 * Keeps the header fields that a plugin has put on a Boom, such as a policy. The error mapping decides about the fields that depend on the status, and
 * drops the others with which the Boom was thrown: they may come from an upstream.
 */
export function keepFields(raw: NodeReply, boom: Boom): void {
  const { output } = boom;
  const judged = headersOfError(output.headers, output.statusCode);
  for (const [name, value] of Object.entries(output.headers)) {
    const field = name.toLowerCase();
    if (thrownFields.get(boom)?.has(name) || field in judged || STALE_FIELDS.includes(field) || ERROR_FIELDS.has(field) || raw.hasHeader(field)) continue;
    try {
      raw.setHeader(field, value as string);
    } catch {
      // An invalid field is left out.
    }
  }
}

/** The header fields of an error that belong to one status code. */
const ERROR_FIELDS: ReadonlySet<string> = new Set(['www-authenticate', 'allow', 'retry-after', 'connection', 'link', 'upgrade']);

import type { Host } from '../../core/ports/host.ts';
import { type HapiExchange, node } from './exchange.ts';
import { HapiRequest } from './request.ts';

/** The host port of the core, implemented with hapi's request, and with the response that hapi sends after the lifecycle. */
export function hapiHost(logs: boolean): Host<HapiExchange> {
  return {
    name: 'hapi',
    read: (exchange) => new HapiRequest(exchange, logs),
    progress: (exchange) => exchange.progress,
    sentStatus: statusOf,
    write: (exchange, representation) => exchange.write(representation),
    rendering: (exchange) => exchange.hold(),
    abort: ({ raw }) => node.abort(raw),
    // hapi compresses before it writes to Node's response. The client could not read uncompressed text that is added there.
    startedType: ({ raw }) => (raw.hasHeader('content-encoding') ? undefined : node.startedType?.(raw)),
    conclude: ({ raw }, text) => node.conclude?.(raw, text),
    takeBack: (exchange) => exchange.takeBack(),
    keepReturned: (exchange, value) => exchange.returned(value),
    context: (exchange) => ({ req: exchange.request, res: exchange.toolkit }),
  };
}

/** The status that hapi sends. For a response without a status, hapi chooses it when it makes the head. */
function statusOf({ response, raw }: HapiExchange): number {
  if (typeof response !== 'object') return raw.statusCode;
  const { statusCode, source } = response as { readonly statusCode: number | null; readonly source: unknown };
  return statusCode ?? (source === null ? 204 : 200);
}

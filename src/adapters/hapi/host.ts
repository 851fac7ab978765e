import type { Host } from '../../core/ports/host.ts';
import { type HapiExchange, node } from './exchange.ts';
import { HapiRequest } from './request.ts';

/** What the core asks of a host, answered by hapi's request and the response that it sends after the lifecycle. */
export function hapiHost(logs: boolean): Host<HapiExchange> {
  return {
    name: 'hapi',
    read: (exchange) => new HapiRequest(exchange, logs),
    progress: (exchange) => exchange.progress,
    write: (exchange, representation) => exchange.write(representation),
    rendering: (exchange) => exchange.hold(),
    abort: ({ raw }) => node.abort(raw),
    // hapi compresses before Node's reply: a text that is added there would not be read.
    begun: ({ raw }) => (raw.hasHeader('content-encoding') ? undefined : node.begun?.(raw)),
    conclude: ({ raw }, text) => node.conclude?.(raw, text),
    takeBack: (exchange) => exchange.takeBack(),
    returned: (exchange, value) => exchange.returned(value),
    context: (exchange) => ({ req: exchange.request, res: exchange.toolkit }),
  };
}

import type { Format } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { masked } from './masked.ts';

/** Why the client gets this format. */
export function explainNegotiation(request: IncomingRequest, format: Format): string {
  const accept = request.header('accept');
  return accept === undefined ? `no Accept → ${format.name}` : `Accept ${masked(accept, 256)} → ${format.name}`;
}

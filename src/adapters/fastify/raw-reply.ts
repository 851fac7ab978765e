import type { FastifyReply } from 'fastify';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { rawOf } from './request.ts';

type Held = FastifyReply & Stateful;

/** The header fields of a reply before our response. */
export type Fields = Readonly<Record<string, number | string | string[] | undefined>>;

/** The host port for Node's own response, without Fastify's reply. */
export const node = nodeHost('Fastify');

/** Writes to Node's own response, with those header fields of the app that are valid. */
export function writePast(reply: Held, representation: Representation, before: Fields): void {
  const raw = reply.raw;
  if (Object.hasOwn(raw, 'end') && raw.end.name === 'endOnceRead') delete (raw as { end?: unknown }).end;
  for (const name of raw.getHeaderNames()) raw.removeHeader(name);
  for (const [name, value] of Object.entries(before)) {
    try {
      if (value !== undefined) raw.setHeader(name, value);
    } catch {
      // An invalid field is logged, and left out.
    }
  }
  hold(reply);
  node.write(rawOf(reply), representation);
}

/**
 * Marks the reply as sent while a response is being sent. So neither the remaining hooks nor a handler that continues can use it. While the app's own
 * response runs, the reply is not marked, because that response may call `reply.send()`.
 */
export function hold(reply: Held): void {
  if (reply[STATE]?.isApps !== true) Object.defineProperty(reply, 'sent', { value: true, configurable: true });
}

/** Removes the mark of `hold()`. */
export function letGo(reply: FastifyReply): void {
  if (Object.hasOwn(reply, 'sent')) delete (reply as { sent?: boolean }).sent;
}

import type { FastifyReply } from 'fastify';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { rawOf } from './request.ts';

type Held = FastifyReply & Stateful;

/** The fields of a reply before an answer of ours. */
export type Fields = Readonly<Record<string, number | string | string[] | undefined>>;

/** Node's own reply, past Fastify's. */
export const node = nodeHost('Fastify');

/** Writes on Node's own reply, with those of the app's fields that can be sent. */
export function writePast(reply: Held, representation: Representation, before: Fields): void {
  const raw = reply.raw;
  if (Object.hasOwn(raw, 'end') && raw.end.name === 'endOnceRead') delete (raw as { end?: unknown }).end;
  for (const name of raw.getHeaderNames()) raw.removeHeader(name);
  for (const [name, value] of Object.entries(before)) {
    try {
      if (value !== undefined) raw.setHeader(name, value);
    } catch {
      // It is logged, and left out.
    }
  }
  hold(reply);
  node.write(rawOf(reply), representation);
}

/**
 * While an answer is on its way the reply counts as sent, so that neither the rest of the hooks nor a handler that goes on has it. Not
 * while a response of the app's own is at work, which may answer by Fastify's means.
 */
export function hold(reply: Held): void {
  if (reply[STATE]?.isApps !== true) Object.defineProperty(reply, 'sent', { value: true, configurable: true });
}

export function letGo(reply: FastifyReply): void {
  if (Object.hasOwn(reply, 'sent')) delete (reply as { sent?: boolean }).sent;
}

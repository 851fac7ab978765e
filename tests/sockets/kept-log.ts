import type { Server } from 'socket.io';
import type { Socket as Client } from 'socket.io-client';
import { harbour } from './plain-sockets.ts';
import type { Release } from './releases.ts';

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks with an ack, as clients of every release can. */
export const ask = (client: Client, event: string, ...args: unknown[]): Promise<{ status: number }> =>
  new Promise((resolve) => void client.emit(event, ...args, resolve));

// biome-ignore lint/suspicious/noExplicitAny: what an event carries
export const once = (client: Client, event: string): Promise<any> => new Promise((resolve) => void client.once(event, resolve));

/** Opens sockets whose log is kept. `before`: the listeners are added before Halyard is mounted. */
export async function keptLog(release: Release, prepare: Parameters<typeof harbour>[0], when: 'before' | 'after' = 'after') {
  const records: Record<string, unknown>[] = [];
  const keep = (record: object): void => void records.push(record as Record<string, unknown>);
  const logger = { error: keep, warn: keep, info: () => {}, debug: () => {} };
  const isBefore = when === 'before';
  const connect = await harbour(
    isBefore ? () => undefined : prepare,
    { environment: 'production', logger, ackDeadline: 60 },
    { release, ...(isBefore && { before: (io: Server) => prepare(io, undefined as never) }) },
  );
  return { connect, records };
}

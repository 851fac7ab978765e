import type { AnySocket } from './events.ts';

/**
 * May a page of this origin speak for the user whose cookies came with the handshake? A browser opens a WebSocket to any server for any
 * page, and asks nobody first (RFC 6455 §10.2): a message that becomes a request would be one that CORS never let through.
 */
export function ownOrigins(own: string | readonly string[] = []): (socket: AnySocket) => boolean {
  const listed = new Set([own].flat().map(originOf));
  return ({ request: { headers } }) => {
    const { origin, host } = headers;
    // No browser, and so nobody's cookies but its own.
    if (origin === undefined) return true;
    const from = originOf(origin);
    return from !== undefined && (listed.has(from) || new URL(from).host === host?.toLowerCase() || headers['sec-fetch-site'] === 'same-origin');
  };
}

function originOf(text: string): string | undefined {
  try {
    const { origin } = new URL(text);
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}

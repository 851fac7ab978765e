import type { AnySocket } from './event-message.ts';

/**
 * Checks the origin of a page that uses the cookies of the handshake. A browser opens a WebSocket to any server for any page, without a CORS check
 * (RFC 6455 §10.2). Without this check, a foreign page could send requests with the user's cookies.
 */
export function ownOrigins(own: string | readonly string[] = []): (socket: AnySocket) => boolean {
  const listed = new Set([own].flat().map(originOf));
  return ({ request: { headers } }) => {
    const { origin, host } = headers;
    // Without Origin, the client is not a browser, and the cookies are its own.
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

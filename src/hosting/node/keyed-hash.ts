import { createHmac, hkdfSync } from 'node:crypto';

/** One secret has several keys: what is signed for one purpose proves nothing for another (RFC 5869). */
export function keyedHash(secret: string, purpose: string): (text: string) => string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

import { createHmac, hkdfSync } from 'node:crypto';

/** Signs texts with a key that is derived from the secret for one purpose. A signature for one purpose is not valid for another (RFC 5869). */
export function keyedHash(secret: string, purpose: string): (text: string) => string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

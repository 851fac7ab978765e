import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** The same signatures as `keyedHash` on Node, so that machines of both kinds can read each other's values. */
export function keyedHash(secret: string, purpose: string): (text: string) => string {
  const encoder = new TextEncoder();
  const key = hkdf(sha256, encoder.encode(secret), undefined, encoder.encode(purpose), 32);
  return (text) => base64url(hmac(sha256, key, encoder.encode(text)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

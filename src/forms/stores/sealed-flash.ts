import { defaults, seal, unseal } from 'iron-webcrypto';
import type { FlashStore } from '../../core/ports/flash-store.ts';
import { compressed, decompressed } from './compression.ts';

/** Bytes of text. The room for cookies decides, after compression. */
const LIMIT = 32_768;
/** Bytes of text that are worth a compression. */
const LONG = 600;
/** The purpose of the seal: keys for another purpose open nothing here (CVE-2026-45028). */
const PURPOSE = 'halyard flash cookie 1';

interface Keys {
  readonly id: string;
  readonly encryption: Uint8Array<ArrayBuffer>;
  readonly integrity: Uint8Array<ArrayBuffer>;
}

/**
 * Returns a flash store in the browser's cookie, encrypted and authenticated, so several servers need no shared state. The first secret seals, and all of
 * them open. A browser that keeps the cookie can show it more than once within its lifetime. No other client can read or change it.
 */
export function sealedFlash(secrets: readonly string[] | (() => readonly string[])): FlashStore {
  let derived: Promise<readonly Keys[]> | undefined;
  const keys = (): Promise<readonly Keys[]> => {
    derived ??= Promise.all((typeof secrets === 'function' ? secrets() : secrets).map(keysOf));
    return derived;
  };

  return {
    name: 'sealed cookie',
    limit: LIMIT,
    inCookie: true,
    async put(id, text, { seconds }) {
      const [current] = await keys();
      // The seal contains the id, so a value under another name is invalid.
      return seal(await packed(id, text), current as Keys, { ...defaults, ttl: seconds * 1000, timestampSkewSec: 0, encode: String });
    },
    async take(id, value) {
      const known = Object.fromEntries((await keys()).map((key) => [key.id, key]));
      try {
        const text = await unseal(value, known, { ...defaults, timestampSkewSec: 0, decode: String });
        return typeof text === 'string' && text.startsWith(id) ? await unpacked(text.slice(id.length)) : undefined;
      } catch {
        // The value was changed, cut, too old, or sealed with a removed secret.
        return undefined;
      }
    },
  };
}

/** Returns the id and the text after a space, or after `~` if it is compressed. */
async function packed(id: string, text: string): Promise<string> {
  const short = text.length < LONG ? undefined : await compressed(text);
  return short === undefined || short.length >= text.length ? `${id} ${text}` : `${id}~${short}`;
}

async function unpacked(text: string): Promise<string | undefined> {
  if (text.startsWith(' ')) return text.slice(1);
  return text.startsWith('~') ? decompressed(text.slice(1)) : undefined;
}

/** Derives 512 bits for two keys and 32 bits to distinguish secrets. None of them reveals the secret (RFC 5869). */
async function keysOf(secret: string): Promise<Keys> {
  const { subtle } = globalThis.crypto;
  const encoder = new TextEncoder();
  const material = await subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(PURPOSE) };
  const bits = new Uint8Array(await subtle.deriveBits(parameters, material, 68 * 8));
  const id = [...bits.subarray(64)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, encryption: bits.slice(0, 32), integrity: bits.slice(32, 64) };
}

/** Crockford's alphabet: it has no letters that are easily confused when read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DASH = 0x2d;
/** One call for many random bytes costs about as much as a call for few. */
const POOL = 8_192;

/** Makes short references that a person can read out on the telephone: `7K3M-Q9TX`, 40 random bits. `random` fills the bytes. */
export function referenceMaker(random: (bytes: Uint8Array) => Uint8Array): () => string {
  const pool = new Uint8Array(POOL);
  let next = POOL;
  const letter = (): number => ALPHABET.charCodeAt((pool[next++] as number) & 31);
  return () => {
    if (next + 8 > POOL) {
      random(pool);
      next = 0;
    }
    // One call is faster than adding letter by letter.
    return String.fromCharCode(letter(), letter(), letter(), letter(), DASH, letter(), letter(), letter(), letter());
  };
}

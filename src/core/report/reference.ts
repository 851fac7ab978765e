/** Crockford's alphabet: no letter that is taken for another when it is read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Asking for random bytes costs about as much for many as for few. */
const POOL = 8_192;

/** Makes short references that a person can read out on the telephone: `7K3M-Q9TX`, 40 random bits. */
export function referenceMaker(random: (bytes: Uint8Array) => Uint8Array): () => string {
  const pool = new Uint8Array(POOL);
  let next = POOL;
  const letter = (): string => ALPHABET[(pool[next++] as number) & 31] as string;
  return () => {
    if (next + 8 > POOL) {
      random(pool);
      next = 0;
    }
    return `${letter()}${letter()}${letter()}${letter()}-${letter()}${letter()}${letter()}${letter()}`;
  };
}

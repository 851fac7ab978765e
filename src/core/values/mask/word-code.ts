/** `：` and `＝`, behind which the value stands in Chinese and Japanese. */
export const WIDE_COLON = 0xff1a;
export const WIDE_EQUALS = 0xff1d;

const WORD = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.') WORD[character.charCodeAt(0)] = 1;

/** Letters of any script, digits, `_`, `-` and `.`: what names and keys are made of. */
export function isWordCode(code: number): boolean {
  return code < 128 ? WORD[code] === 1 : code !== WIDE_COLON && code !== WIDE_EQUALS;
}

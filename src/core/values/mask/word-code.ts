/** The signs `：` and `＝`, which come before the value in Chinese and Japanese texts. */
export const WIDE_COLON = 0xff1a;
export const WIDE_EQUALS = 0xff1d;

const WORD = Array.from({ length: 128 }, (_, code) => /[\w.-]/.test(String.fromCharCode(code)));

/** Whether the character can be in a name or a key: a letter of any script, a digit, `_`, `-` or `.`. */
export function isWordCode(code: number): boolean {
  return code < 128 ? WORD[code] === true : code !== WIDE_COLON && code !== WIDE_EQUALS;
}

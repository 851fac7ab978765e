/** A text that stands for a value, or for a part of it, in one encoding. */
export interface Needle {
  readonly text: string;
  /** The case of the letters does not matter. `text` is then in lower case. */
  readonly isCaseless: boolean;
  /** `base64`: the name of the encoding for people. `undefined`: the value itself. */
  readonly encoding?: string;
}

const JOINS: readonly (readonly [between: string, name: string])[] = [
  ['', 'hexadecimal'],
  [' ', 'hexadecimal'],
  [':', 'hexadecimal'],
  ['-', 'hexadecimal'],
  [',0x', 'hexadecimal'],
  [', 0x', 'hexadecimal'],
  ['=', 'quoted-printable'],
];

/** Every text that shows the value, whatever stands around it: as it is, as base64 at each alignment, as hexadecimal digits and as a list of bytes. */
export function needlesOf(value: string): readonly Needle[] {
  const spellings = [...new Set([value, value.toLowerCase(), value.toUpperCase(), swapped(value)])];
  return [{ text: value.toLowerCase(), isCaseless: true }, ...spellings.flatMap(encoded)];
}

function encoded(value: string): readonly Needle[] {
  const bytes = Buffer.from(value);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return [
    ...JOINS.map(([between, encoding]) => ({ text: hex.join(between), isCaseless: true, encoding })),
    ...[',', ', '].map((between) => ({ text: Array.from(bytes).join(between), isCaseless: true, encoding: 'a list of bytes' })),
    ...[0, 1, 2].flatMap((before) => base64(bytes, before)),
  ];
}

/** The characters of base64 that depend on the value alone, if `before` bytes stand before it. Both alphabets. */
function base64(bytes: Buffer, before: number): readonly Needle[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((whole.length * 8) / 6);
  const texts = new Set([whole.toString('base64').slice(from, to), whole.toString('base64url').slice(from, to)]);
  return Array.from(texts, (text) => ({ text, isCaseless: false, encoding: 'base64' }));
}

function swapped(value: string): string {
  return value.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
}

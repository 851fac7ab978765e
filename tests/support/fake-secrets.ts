/** Made at run time, so that secret scanners do not report this file as a leak. */
const LETTERS = 'Zx8KqP2vLm4RtW7nBc3JhF6sDy9GaE5uQ1oTiXkM0pVrNbYwCjHfSzUgAlIdOe';
const HEX = '4f9a1c07be62d35880ae7fc1934b6d20e57813fa4c9b02de61f8a7350bc94d12';
export const alnum = (length: number): string => LETTERS.repeat(4).slice(0, length);
export const letters = (length: number): string => LETTERS.repeat(4).replace(/\d/g, '').slice(0, length);
export const hex = (length: number): string => HEX.repeat(3).slice(0, length);
export const upper = (length: number): string => 'Q2WE3RTY4UPA5SDF6GHJ7KLZXCVBNM'.repeat(3).slice(0, length);
export const base64 = (length: number): string => `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'.repeat(4).slice(0, length)}`;
export const join = (...parts: readonly string[]): string => parts.join('');
export const pem = (label: string, body: string): string => join('-----', 'BEGIN ', label, '-----\n', body, '\n-----', 'END ', label, '-----');
export const jwt = (parts = 3): string => [join('ey', 'JhbGciOiJIUzI1NiJ9'), 'eyJzdWIiOiI0MiJ9', alnum(43), alnum(20), alnum(22)].slice(0, parts).join('.');

export type Row = readonly [what: string, text: string, secret: string];

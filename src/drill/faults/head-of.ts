import type { Exercise } from '../model/exercise.ts';

/** The head of a request as bytes, with the lines that an HTTP client would refuse to send. */
export function headOf({ method, path, headers }: Exercise, { fields }: { readonly fields: readonly string[] }): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${path} HTTP/1.1`, ...fields, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`;
}

import { createHash } from 'node:crypto';

/** The source of a Content-Security-Policy that allows this text: `'sha256-…'`. The text is the one that a browser has read, with LF as the end of a line. */
export function contentHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

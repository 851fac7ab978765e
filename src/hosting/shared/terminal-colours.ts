import type { Level } from '../../core/ports/logger.ts';

const COLOUR: Readonly<Record<Level, string>> = { debug: '\u001b[2m', info: '\u001b[36m', warn: '\u001b[33m', error: '\u001b[31m' };

export const DIM = '\u001b[2m';
export const BOLD = '\u001b[1m';
export const PLAIN = '\u001b[0m';

/** The name of a level in its colour. */
export function tagOf(level: Level): string {
  return `${COLOUR[level]}${level}${PLAIN}`;
}

/** The block without the colours of this file. The texts between them have no control characters. */
export function withoutColours(block: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches the colours of this file
  return block.replaceAll(/\u001b\[\d+m/g, '');
}

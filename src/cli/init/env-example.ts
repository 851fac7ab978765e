import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setsVariable } from '../project/sets-variable.ts';

const LINES = `# Seals what a form takes back to its page in a cookie. Each deployment has its own. Make one: openssl rand -base64 32
FLASH_SECRET=
`;

/**
 * Adds the secret to `.env.example`. The lines that are there stay as they are.
 *
 * @returns what happened, in the words of the other files
 */
export function addSecret(root: string, dryRun: boolean): string {
  const file = join(root, '.env.example');
  let present: string | undefined;
  try {
    present = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (present?.split(/[\r\n]/).some(namesSecret)) return 'left alone   .env.example (it has FLASH_SECRET)';
  if (dryRun) return `would ${present === undefined ? 'write ' : 'add to'} .env.example (FLASH_SECRET)`;
  if (present === undefined) writeFileSync(file, LINES, { flag: 'wx' });
  else writeFileSync(file, `${present === '' || present.endsWith('\n') ? '' : '\n'}${LINES}`, { flag: 'a' });
  return `${present === undefined ? 'wrote       ' : 'added to    '} .env.example (FLASH_SECRET)`;
}

/** Also in a comment: `# FLASH_SECRET=`. */
function namesSecret(line: string): boolean {
  return setsVariable(line.trimStart().replace(/^#/, ''), 'FLASH_SECRET');
}

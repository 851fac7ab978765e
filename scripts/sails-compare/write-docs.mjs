import { readFileSync, writeFileSync } from 'node:fs';
import { DECLARED } from './declared.mjs';

const PAGE = new URL('../../docs/sails-hook.md', import.meta.url);
const START = '<!-- differences:start -->';
const END = '<!-- differences:end -->';

/** Writes the differences of a run into docs/sails-hook.md: how many answers are the same, and each reason with the number of answers that it explains. */
export function writeDocs(results) {
  const counts = new Map();
  for (const { differences } of results) {
    for (const reason of new Set(differences.map(({ reason }) => reason))) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const same = results.filter(({ differences }) => differences.length === 0).length;
  // `Vary` and `Cache-Control` differ on almost every answer, and change neither page nor data.
  const alike = results.filter(({ differences }) => differences.every(({ aspect }) => ['vary', 'cache-control'].includes(aspect))).length;
  const lines = [
    `Of ${results.length} answers, ${same} are the same, and ${alike} differ at most in \`Vary\` and \`Cache-Control\`. These are all the differences, with the number of answers that have each:`,
    '',
    ...DECLARED.filter(({ reason }) => counts.has(reason)).map(({ reason }) => `- ${reason} (${counts.get(reason)})`),
  ];
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(START);
  const [, after] = rest.split(END);
  writeFileSync(PAGE, `${before}${START}\n\n${lines.join('\n')}\n\n${END}${after}`);
}

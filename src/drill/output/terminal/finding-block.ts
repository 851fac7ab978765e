import { visible } from '../../../core/formats/safe-words.ts';
import type { Paint } from '../../../development/text/paint.ts';
import type { Finding } from '../../model/finding.ts';
import { furtherAnswers, placeText, subjectOf } from '../finding-facts.ts';
import { cutTo, oneLine, widthOf, wrapped } from './wrapped.ts';

const MAX_EXCERPT_LINES = 6;

/** The lines of one finding: its code and place, what is wrong, in which answer, the excerpt, and what to do. */
export function findingBlock(finding: Finding, paint: Paint, columns: number): readonly string[] {
  const { code, severity, message, todo, place, excerpt } = finding;
  const [mark, colour] = severity === 'error' ? ['✗', paint.error] : ['!', paint.warning];
  const at = place === undefined ? '' : oneLine(placeText(place), 400);
  // A path stays whole, so that the terminal can open it.
  const gap = widthOf(`  ${mark} ${code}  ${at}`) > columns ? '\n    ' : '  ';
  const width = Math.max(20, columns - 4);
  const subject = [subjectOf(finding).join(' · '), furtherAnswers(finding)].filter((part) => part !== '').join(', ');
  return [
    `  ${colour(`${mark} ${oneLine(code, 60)}`)}${at === '' ? '' : `${gap}${paint.place(at)}`}`,
    ...wrapped(oneLine(message), width).map((line) => `    ${line}`),
    ...(subject === '' ? [] : wrapped(oneLine(subject), width).map((line) => `    ${paint.dim(line)}`)),
    ...excerptLines(excerpt, width).map((line) => `    ${paint.dim('│')} ${line}`),
    ...wrapped(oneLine(todo), width - 2).map((line, index) => `    ${index === 0 ? paint.good('→') : ' '} ${line}`),
  ];
}

/** The excerpt, line by line. Its lines are cut, because it is code and not prose. */
function excerptLines(excerpt: string | undefined, width: number): readonly string[] {
  if (excerpt === undefined || excerpt.trim() === '') return [];
  const lines = visible(excerpt.slice(0, 1_000).toWellFormed())
    .replaceAll('\t', '  ')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const shown = lines.slice(0, MAX_EXCERPT_LINES).map((line) => cutTo(line.slice(margin), width - 2));
  return lines.length > shown.length ? [...shown, '…'] : shown;
}

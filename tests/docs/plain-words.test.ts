import { describe, expect, it } from 'vitest';
import { writtenFiles } from './written-files.ts';

/**
 * Names and phrases that a reader would have to translate, each with the term that stands for it today. CONTRIBUTING.md has the rules of writing.
 */
const PLAIN: readonly (readonly [old: RegExp, plain: string])[] = [
  [/\b(?:SAYS|Saying|saidBy|saidAloud|statedBy|meaningOf|understand\(|understood\()/g, 'mapError, ErrorMapping, LibraryMapping'],
  [/\blast[ -]?words?\b/gi, 'plainTextAnswer, plain text, last step'],
  [/\blevers?\b/gi, 'call'],
  [/\b(?:tell|told|again)\(/g, 'logSecondary, loggedOnce, reportSecondAnswer'],
  [
    /\b(?:owesNothing|mindElsewhere|hearBodies|answerNonsense|koasOwn|crowdedOut|wayBack|surelyQuotes|leavesOut|askServer)\b/g,
    'a verb and the term of the field',
  ],
  [/\b(?:Forgotten|ForgottenAwait|forgottenIn)\b/g, 'UnawaitedPromises, UnawaitedPromiseError, findUnawaited'],
  [/\bnobody(?:'|’)s word\b/gi, 'ignored'],
  [/\b(?:is|are|was|were|be) told of\b/gi, 'logged, reported'],
];

const FILES = writtenFiles('tests/docs/plain-words.test.ts');

describe('code, comments and docs', () => {
  it.each(PLAIN)('have no %s: the word is %s', (old) => {
    const found = FILES.flatMap(({ path, text }) => Array.from(text.matchAll(old), ([word]) => `${path}: ${word}`));
    expect(found).toEqual([]);
  });
});

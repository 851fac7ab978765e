import type { Played } from '../model/answer.ts';

/**
 * The answers in an order in which most equal pages follow each other: those of one response. So a page is read once, although few
 * pages are kept.
 */
export function equalsTogether(all: readonly Played[]): readonly Played[] {
  const groups = new Map<string, Played[]>();
  for (const played of all) {
    const { expected, language = '' } = played.exercise;
    const key = `${expected.response} ${played.answer.status} ${language}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [played]);
    else group.push(played);
  }
  return [...groups.values()].flat();
}

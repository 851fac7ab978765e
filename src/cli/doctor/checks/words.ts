/** The places of a text at which a word begins. */
export function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1 && at < text.length; at = text.indexOf(word, at + Math.max(1, word.length))) places.push(at);
  return places;
}

/** Whether a text has a word that is no part of another word. */
export function hasWord(text: string, word: string): boolean {
  return placesOf(text, word).some((at) => !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + word.length] ?? ''));
}

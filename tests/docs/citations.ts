const CODE = '[A-Z][0-9]{1,3}';
const CODES = `${CODE}(?:(?:[,;/–-] ?| and | )${CODE})*`;

/** Names that look like a code and are none. */
const NAMES = new Set(['V8', 'H3', 'C0', 'C1']);

/** A code of a list that is not in the repository, in the places where one is cited. */
const OLD_KINDS: readonly RegExp[] = [
  // At the beginning of parentheses in a sentence, or at their end after a colon. The arguments of a call have no space before them.
  new RegExp(`(?<=^|[\\s.])\\(${CODES}(?=[):,; ])`, 'gm'),
  new RegExp(`(?<=\\([^()\\n]*): ${CODES}(?=\\))`, 'gm'),
  // At the beginning of a comment or of a title.
  new RegExp(`(?:/\\*\\*|//) ${CODES}(?=[.:,]|\\s*\\*/|$)`, 'gm'),
  new RegExp(`['"\`]${CODE}(?=: )`, 'gm'),
  // Several in a text of their own.
  new RegExp(`'${CODE}(?: ${CODE})+'`, 'gm'),
  // Two digits or more with one of the letters of the old list, in a sentence. The berths of the examples have one digit.
  /(?<=^|\s)[NRBFU][0-9]{2,3}(?=[\s.,;:]|$)/gm,
];

/** Every citation of a requirement: its id or topic in backticks after the word, or a text in backticks that looks like an id of a known family. */
export function citationsIn(text: string, ids: ReadonlySet<string>): readonly string[] {
  const named = Array.from(text.matchAll(/\brequirements? ((?:`[^`\n]+`(?:, | and )?)+)/gi), ([, list = '']) =>
    Array.from(list.matchAll(/`([^`]+)`/g), ([, id = '']) => id),
  );
  const families = new Set([...ids].map(familyOf).filter((family) => family !== ''));
  const similar = Array.from(text.matchAll(/`([a-z]+(?:-[a-z0-9.]+)+)`/g), ([, id = '']) => id).filter((id) => families.has(familyOf(id)));
  return [...new Set([...named.flat(), ...similar])];
}

/** `flash-kept` of `flash-kept-prefetch`. Ids of two words have no family: `cookie-parser` is no requirement. */
function familyOf(id: string): string {
  const [first, second, third] = id.split('-');
  return third === undefined ? '' : `${first}-${second}`;
}

/** Every code of the old kind, with what shows that it is one. */
export function codesIn(text: string): readonly string[] {
  return OLD_KINDS.flatMap((kind) => text.match(kind) ?? []).filter((found) => !(found.match(new RegExp(CODE, 'g')) ?? []).every((code) => NAMES.has(code)));
}

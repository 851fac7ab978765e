const CODE = '[A-Z][0-9]{1,3}';
const CODES = `${CODE}(?:(?:[,;/–-] ?| and | )${CODE})*`;

/** Names that look like a code but are not one. */
const NAMES = new Set(['V8', 'H3', 'C0', 'C1']);

/** Matches a code of a list that is not in the repository, in the places where one is cited. */
const OLD_KINDS: readonly RegExp[] = [
  // At the start of parentheses in a sentence, or at their end after a colon. The arguments of a call have no space before them.
  new RegExp(`(?<=^|[\\s.])\\(${CODES}(?=[):,; ])`, 'gm'),
  new RegExp(`(?<=\\([^()\\n]*): ${CODES}(?=\\))`, 'gm'),
  // At the start of a comment or of a title.
  new RegExp(`(?:/\\*\\*|//) ${CODES}(?=[.:,]|\\s*\\*/|$)`, 'gm'),
  new RegExp(`['"\`]${CODE}(?=: )`, 'gm'),
  // Several codes in one string.
  new RegExp(`'${CODE}(?: ${CODE})+'`, 'gm'),
  // A letter of the old list with at least two digits, in a sentence. The berths of the examples have one digit.
  /(?<=^|\s)[NRBFU][0-9]{2,3}(?=[\s.,;:]|$)/gm,
];

/**
 * Every citation of a requirement: an id or topic in backticks after "requirement", or a text in backticks that looks
 * like an id of a known family.
 */
export function citationsIn(text: string, ids: ReadonlySet<string>): readonly string[] {
  const named = Array.from(text.matchAll(/\brequirements? ((?:`[^`\n]+`(?:, | and )?)+)/gi), ([, list = '']) =>
    Array.from(list.matchAll(/`([^`]+)`/g), ([, id = '']) => id),
  );
  const families = new Set([...ids].map(familyOf).filter((family) => family !== ''));
  const similar = Array.from(text.matchAll(/`([a-z]+(?:-[a-z0-9.]+)+)`/g), ([, id = '']) => id).filter((id) => families.has(familyOf(id)));
  return [...new Set([...named.flat(), ...similar])];
}

/** `flash-kept` is the family of `flash-kept-prefetch`. Ids of two parts have no family: `cookie-parser` is not a requirement. */
function familyOf(id: string): string {
  const [first, second, third] = id.split('-');
  return third === undefined ? '' : `${first}-${second}`;
}

/** Every code of the old kind, with the text that shows that it is one. */
export function codesIn(text: string): readonly string[] {
  return OLD_KINDS.flatMap((kind) => text.match(kind) ?? []).filter((found) => !(found.match(new RegExp(CODE, 'g')) ?? []).every((code) => NAMES.has(code)));
}

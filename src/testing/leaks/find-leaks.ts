import { statusPhrase } from '../../core/values/status.ts';
import { type Answer, mediaTypeOf } from '../answer/answer.ts';
import { cut } from '../output/shown.ts';
import { type Decoded, decodings } from './decoded.ts';
import type { Secret } from './secrets-in.ts';

/** A secret that a response has, and where. */
export interface Leak {
  /** `body`, `header x-debug`, `cookie session`. */
  readonly place: string;
  readonly secret: Secret;
  /** How it is escaped: `base64`. `''`: not at all. */
  readonly how: string;
  /** The text around it. */
  readonly excerpt: string;
}

/** Shorter secrets are found as whole words only, with the same capitals, and not in the styles of a page. */
const SHORT = 8;
const AROUND = 24;

/** Looks for each secret in the body, in every field and in every cookie: as it is, and JSON-, HTML-, URL-escaped and in base64. */
export function findLeaks(answer: Answer, secrets: readonly Secret[]): readonly Leak[] {
  const phrase = statusPhrase(answer.status).toLowerCase();
  // The built-in page and the problem document have this text without any error.
  const wanted = secrets.filter(({ text }) => text.toLowerCase() !== phrase);
  return placesOf(answer).flatMap(({ name, text }) => {
    const variants = decodings(text);
    const visible = variants.map((variant) => ({ ...variant, text: withoutCode(variant.text) }));
    // A page may show a message in capitals, on several lines, or with marked words.
    const capitals = variants.flatMap(({ how, text: found }) =>
      [...new Set([onOneLine(found), onOneLine(found.replace(IN_SENTENCES, ''))])].map((line) => ({ how, text: line, capitals: line.toUpperCase() })),
    );
    return wanted.flatMap((secret) => leakOf(name, secret, secret.text.length < SHORT ? visible : capitals) ?? []);
  });
}

function leakOf(place: string, secret: Secret, variants: readonly (Decoded & { readonly capitals?: string })[]): Leak | undefined {
  for (const { how, text, capitals } of variants) {
    const at = capitals === undefined ? wordIn(text, secret.text) : capitals.indexOf(onOneLine(secret.text).toUpperCase());
    // The characters around it are no text if the run of base64 has other parts.
    const around = how.includes('base64') ? 0 : AROUND;
    if (at !== -1) return { place, secret, how, excerpt: cut(text.slice(Math.max(0, at - around), at + secret.text.length + around), 160) };
  }
  return undefined;
}

/** The elements that may stand inside of a sentence. The text of other elements is not joined, because two cells are two texts. */
const IN_SENTENCES = /<\/?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|tt|u|var|wbr)(?:\s[^<>]*)?>/gi;

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function wordIn(text: string, secret: string): number {
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + secret.length])) return at;
  }
  return -1;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

function placesOf(answer: Answer): readonly { readonly name: string; readonly text: string }[] {
  const fields = [...answer.fields].flatMap(([field, values]) =>
    values.map((text) => ({ name: field === 'set-cookie' ? `cookie ${text.split('=', 1)[0]}` : `header ${field}`, text })),
  );
  return [{ name: mediaTypeOf(answer) === 'text/html' ? 'page' : 'body', text: answer.body }, ...fields];
}

/** The page without the content of its styles: a class may be named as a short secret is. */
function withoutCode(text: string): string {
  let kept = '';
  let from = 0;
  for (let start = text.indexOf('<style'); start !== -1; start = text.indexOf('<style', from)) {
    const end = text.indexOf('</style>', start);
    if (end === -1) break;
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

import type { Canary } from '../model/canary.ts';
import { type Needle, needlesOf } from './encodings.ts';
import { unescaped } from './escapes.ts';

/** A canary that was found in a text. */
export interface Hit {
  readonly canary: Canary;
  /** `base64`. `undefined`: as it is, or escaped. */
  readonly encoding: string | undefined;
  /** The text that was searched: the original one, or the one without escapes. */
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** Finds each canary of a text once, however it is encoded. */
export type CanaryFinder = (text: string) => readonly Hit[];

/** A shared end that is shorter does not separate a canary from other texts. */
const MIN_SHARED = 10;

interface Sought {
  readonly canary: Canary;
  readonly needles: readonly Needle[];
  /** The first part of the value: a text that was cut still shows it. */
  readonly beginning: string;
}

/** Makes the finder for the canaries of a run. Its time grows with the text only. */
export function canaryFinder(canaries: readonly Canary[]): CanaryFinder {
  const sought: readonly Sought[] = canaries.map((canary) => ({
    canary,
    needles: needlesOf(canary.value),
    beginning: canary.value.slice(0, Math.max(12, Math.ceil(canary.value.length * 0.6))).toLowerCase(),
  }));
  const shared = sharedEnd(canaries.map(({ value }) => value));
  // The canaries of a run end with the same key. One look for the key spares most texts the look for each canary.
  const quick = shared.length < MIN_SHARED ? undefined : needlesOf(shared);
  return (text) => {
    const hits = new Map<Canary, Hit>();
    for (const variant of variantsOf(text)) {
      const lower = asciiLower(variant);
      const shown = (needle: Needle): boolean => (needle.isCaseless ? lower : variant).includes(needle.text);
      const isLikely = quick === undefined || quick.some(shown);
      for (const one of sought) {
        if (hits.has(one.canary)) continue;
        const hit = (isLikely ? whole(one, variant, lower) : undefined) ?? begun(one, variant, lower);
        if (hit !== undefined) hits.set(one.canary, hit);
      }
    }
    return [...hits.values()];
  };
}

function whole({ canary, needles }: Sought, text: string, lower: string): Hit | undefined {
  for (const needle of needles) {
    const at = (needle.isCaseless ? lower : text).indexOf(needle.text);
    if (at !== -1) return { canary, encoding: needle.encoding, text, at, length: needle.text.length };
  }
  return undefined;
}

function begun({ canary, beginning }: Sought, text: string, lower: string): Hit | undefined {
  const at = lower.indexOf(beginning);
  return at === -1 ? undefined : { canary, encoding: undefined, text, at, length: beginning.length };
}

/** The text, the text without escapes, and the text without the line breaks of base64 in lines of 60 to 76 characters. */
function variantsOf(text: string): readonly string[] {
  const plain = unescaped(text);
  const texts = plain === undefined ? [text] : [text, plain];
  // A page can show a value as one word although elements stand in it: `<wbr>`, the colours of code, or invisible hyphens.
  const shown = asShown(plain ?? text);
  if (shown !== undefined) texts.push(shown);
  return hasLongLines(text) ? [...texts, text.replace(/\r?\n|\\r|\\n/g, '')] : texts;
}

/** The text as a reader sees it: without tags and without characters that are not visible. `undefined`: it has none. */
function asShown(text: string): string | undefined {
  const shown = text.replace(/<[^<>]{0,2000}>|[\u00ad\u200b-\u200d\u2060\ufeff]|&shy;|&zwnj;|&zwj;|&ZeroWidthSpace;/g, '');
  return shown === text ? undefined : shown;
}

/** Whether a line ends with 60 characters of base64. */
function hasLongLines(text: string): boolean {
  return text.split(/\n|\\n/).some((line) => line.length >= 60 && /^[\w+/-]+\r?$/.test(line.slice(-60)));
}

/** The text in lower case. Its length is the same, which `toLowerCase` does not promise for other letters. */
function asciiLower(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function sharedEnd(values: readonly string[]): string {
  const [first = '', ...others] = values;
  let length = first.length;
  while (length > 0 && !others.every((value) => value.endsWith(first.slice(-length)))) length--;
  return length === 0 ? '' : first.slice(-length);
}

/** The surroundings of a hit, with each canary in them replaced by its place. */
export function excerptOf({ text, at, length, canary }: Hit, canaries: readonly Canary[]): string {
  return surroundings(text, { at, length, as: `‹canary: ${canary.place}›` }, canaries);
}

const AROUND = 110;

/** The part of a text around `at`, without canaries. The found part itself is shown as `as`, or as it is. */
export function surroundings(text: string, found: { readonly at: number; readonly length: number; readonly as?: string }, canaries: readonly Canary[]): string {
  const end = found.at + found.length;
  // More is read than is shown, so that no canary is cut at the edge before it is replaced.
  const before = redacted(text.slice(Math.max(0, found.at - AROUND - 400), found.at), canaries);
  const after = redacted(text.slice(end, end + AROUND + 400), canaries);
  const middle = found.as ?? redacted(text.slice(found.at, end), canaries);
  return `${before.slice(-AROUND)}${middle}${after.slice(0, AROUND)}`.replace(/\s+/g, ' ').trim();
}

/** The text with the place of each canary in place of its value. */
export function redacted(text: string, canaries: readonly Canary[]): string {
  let result = text;
  for (const { value, place } of canaries) {
    for (const { text: needle, isCaseless } of needlesOf(value)) {
      for (;;) {
        const at = (isCaseless ? asciiLower(result) : result).indexOf(needle);
        if (at === -1) break;
        result = `${result.slice(0, at)}‹canary: ${place}›${result.slice(at + needle.length)}`;
      }
    }
  }
  return result;
}

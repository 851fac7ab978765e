import { visible } from '../../core/formats/safe-words.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Code units that no document of XML 1.0 may have, not even as a reference: lone surrogates and two noncharacters. `visible` replaces the control characters. */
const FORBIDDEN = /[\ufffe\uffff]/g;

/** A text between two tags. */
export function xmlText(text: string): string {
  return visible(text.toWellFormed())
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** A text in an attribute. A parser makes a space of each line break, except of a reference. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

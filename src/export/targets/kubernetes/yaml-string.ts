/** What YAML does not print, or reads as the end of a line (YAML 1.2.2, section 5.1). JSON leaves these characters as they are. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A double-quoted string of YAML that is exactly this text. The escapes of JSON mean the same in YAML. */
export function yamlString(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

import { isRandom } from './secret-keys.ts';
import { isSecretName } from './secret-names.ts';
import { type Certainty, isPlural } from './secret-text-names.ts';

/** What a message says of a secret, in the secret's place. */
const REMARKS: ReadonlySet<string> = new Set(
  "must should shall may might can cannot can't could would will won't is isn't was wasn't are aren't were be been being has have had does doesn't did didn't not no too the an of to in on at for from with without by and or than as if when this that these your our it its already expected unexpected required invalid missing expired revoked failed failure denied refused rejected malformed unknown found empty short long weak match matches mismatch wrong incorrect unsupported unauthorized forbidden changed updated reset created deleted removed set unset present absent available unavailable valid ok okay enabled disabled optional please see use using only used sent value error".split(
    ' ',
  ),
);
/** What code and schemas have there. */
const CODE: ReadonlySet<string> = new Set(
  'true false null nil none undefined nan yes off any never string number boolean bigint symbol object array function date buffer uuid str int bool varchar text char byte bytes include omit same-origin basic bearer digest await new typeof async n/a'.split(
    ' ',
  ),
);
/** A place for a value: of a template, a shell, a query, or where somebody has taken it out already. */
const PLACEHOLDER =
  /^(?:\$\{.*|\$[A-Z_]+|[$:@]p?\d+|[^A-Za-z\d\u0080-\uffff]+|%\(?\w{1,32}\)?[sdj]?|\{.*|<[\w -]*>?|[*•x]+|\[?(?:masked|redacted|hidden|filtered|removed|omitted|secret|sensitive|circular|object|native code)\b.*|(?:process|req|request|res|this|config|options|ctx|env|user|props|settings|import|body|params)\.[\w.[\]]+|(?:await|new|function|async|typeof) .*|[\w$.]+\(.*)$/i;
const MEMBER = /^[$:@]\w+$/;

/** Is this text, behind such a name, a secret, and not a remark about one? */
export function isSecretValue(value: string, name: string, certainty: Certainty): boolean {
  if (value === '' || isStock(value) || PLACEHOLDER.test(value)) return false;
  if (certainty === 'possible') return isRandom(value) || (value.includes('@') && /mail/i.test(name) && !/\s/.test(value));
  if (value.toLowerCase() === name.toLowerCase() || (MEMBER.test(value) && isSecretName(value))) return false;
  return !(/^\d{1,7}$/.test(value) && isPlural(name));
}

export function isProse(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^\w']+/)
    .some((word) => REMARKS.has(word));
}

function isStock(value: string): boolean {
  if (value.length > 12) return false;
  const word = value.toLowerCase();
  return REMARKS.has(word) || CODE.has(word);
}

/** A word as a sentence has it, or a small number: no password that anybody was allowed to choose. */
export function isPlainWord(word: string): boolean {
  return /^(?:["'`(]?[A-Za-z]?[a-z]*["'`).,:;!?]?|\d{1,3})$/.test(word);
}

import { isRandom } from './secret-keys.ts';
import { isSecretName } from './secret-names.ts';
import { type Certainty, isPlural } from './secret-text-names.ts';

/** Words that a message has after the name of a secret, when it describes the secret: `password must …`, `token expired`. */
const REMARKS: ReadonlySet<string> = new Set(
  "must should shall may might can cannot can't could would will won't is isn't was wasn't are aren't were be been being has have had does doesn't did didn't not no too the an of to in on at for from with without by and or than as if when this that these your our it its already expected unexpected required invalid missing expired revoked failed failure denied refused rejected malformed unknown found empty short long weak match matches mismatch wrong incorrect unsupported unauthorized forbidden changed updated reset created deleted removed set unset present absent available unavailable valid ok okay enabled disabled optional please see use using only used sent value error".split(
    ' ',
  ),
);
/** Words that code and schemas have after the name of a secret. */
const CODE: ReadonlySet<string> = new Set(
  'true false null nil none undefined nan yes off any never string number boolean bigint symbol object array function date buffer uuid str int bool varchar text char byte bytes include omit same-origin basic bearer digest await new typeof async n/a'.split(
    ' ',
  ),
);
/** Placeholders: of a template, a shell or a query, or the mark of a value that was already masked. */
const PLACEHOLDER =
  /^(?:\$\{.*|\$[A-Z_]+|[$:@]p?\d+|[^A-Za-z\d\u0080-\uffff]+|%\(?\w{1,32}\)?[sdj]?|\{.*|<[\w -]*>?|[*•x]+|\[?(?:masked|redacted|hidden|filtered|removed|omitted|secret|sensitive|circular|object|native code)\b.*|(?:process|req|request|res|this|config|options|ctx|env|user|props|settings|import|body|params)\.[\w.[\]]+|(?:await|new|function|async|typeof) .*|[\w$.]+\(.*)$/i;
const MEMBER = /^[$:@]\w+$/;

/** Whether the value after this name is a secret, and not a word of prose, code or a placeholder. */
export function isSecretValue(value: string, name: string, certainty: Certainty): boolean {
  if (value === '' || isStock(value) || PLACEHOLDER.test(value)) return false;
  if (certainty === 'possible') return isRandom(value) || (value.includes('@') && /mail/i.test(name) && !/\s/.test(value));
  if (value.toLowerCase() === name.toLowerCase() || (MEMBER.test(value) && isSecretName(value))) return false;
  return !(/^\d{1,7}$/.test(value) && isPlural(name));
}

/** Whether the text has one of the words with which messages describe a secret. */
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

/** Whether the word is an ordinary word of a sentence, or a small number. No password rule would accept it as a password. */
export function isPlainWord(word: string): boolean {
  return /^(?:["'`(]?[A-Za-z]?[a-z]*["'`).,:;!?]?|\d{1,3})$/.test(word);
}

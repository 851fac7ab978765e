import { isPlainWord, isProse } from '../../core/values/mask/secret-values.ts';
import { MASKED, maskText } from '../../core/values/mask.ts';
import type { Level } from './secret-level.ts';

/** Words that code passes beside a secret, and that are never one: encodings, algorithms, methods, types. */
const MECHANICS =
  /^(?:utf-?8|utf-?16le|ucs-?2|hex|base64(?:url)?|ascii|latin1|binary|buffer|sha-?\d{1,3}|md5|[her]s\d{3}|aes-\d{3}-[a-z]{3}|bearer|basic|digest|get|post|put|patch|delete|head|options|string|number|boolean|object|function|undefined|symbol|bigint|authorization|cookie|set-cookie|content-type|application\/json|include|same-origin|strict|lax|none|true|false|null)$/i;
/** A path, a route or a file: `/users/:id`, `./auth/token.js`, `@/lib/auth`. */
const PATH = /^(?:\.{0,2}|[@~])\/[a-z_:*/.-]*$/i;
const MAX_PLAIN = 160;

/** Whether a literal beside a secret name of this level may be shown: it is empty, or a word of the code itself. */
export function isShown(literal: string, level: Level): boolean {
  const text = literal.trim();
  if (text === '' || MECHANICS.test(text)) return true;
  if (level !== 1 || text.length > MAX_PLAIN) return false;
  return PATH.test(text) || (/\s/.test(text) && isProse(text) && text.split(/\s+/).every(isPlainWord));
}

/** A run of base64 or hex that is too long for a word. */
const BLOB = /[A-Za-z\d+/_-]{24,}={0,2}/g;
const PRIVATE_KEY = /-----(BEGIN|END) [A-Z\d ]{0,32}PRIVATE KEY/;

/**
 * A text of any number of lines without secrets of a known shape, and without long keys and encoded bytes. It has the same number of lines. The lines
 * of a private key are masked one by one.
 */
export function maskShapes(text: string): string {
  if (text.length < 6) return text;
  let isKey = false;
  const lines = text.split('\n').map((line) => {
    const label = line.includes('-----') ? PRIVATE_KEY.exec(line) : null;
    const wasKey = isKey;
    if (label !== null) isKey = label[1] === 'BEGIN' && !/-----END [A-Z\d ]{0,32}PRIVATE KEY/.test(line);
    if (isKey || wasKey || label !== null) return MASKED + (line.endsWith('\r') ? '\r' : '');
    return maskText(line).replace(BLOB, (run) => (isBlob(run) ? MASKED : run));
  });
  return lines.join('\n');
}

function isBlob(run: string): boolean {
  const changes = run.slice(0, 256).match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
  if (changes < 2) return run.length > 47 && !/[/_-]/.test(run) && /[a-z][A-Z]/.test(run) && /[A-Z]{2}/.test(run);
  return changes * 16 >= Math.min(run.length, 256);
}

/** The mask for a literal, with as many lines as the literal has. */
export function maskedLiteral(literal: string): string {
  return literal.includes('\n')
    ? literal
        .split('\n')
        .map((line) => (line.trim() === '' ? line : MASKED))
        .join('\n')
    : MASKED;
}

/** A statement of SQL with a column or a user that has a password. */
const SQL = /^\s{0,64}(?:insert|update|create|alter|set|grant|select|replace|merge)\s[\s\S]{0,2000}?(?:passw|pwd|secret|token|identified|api_?key)/i;
const QUOTED = /'[^'\n]{1,128}'/g;

/** A literal of a script without secrets of a known shape, and without the values of a statement of SQL about secrets. */
export function maskLiteral(text: string): string {
  const masked = maskShapes(text);
  return SQL.test(masked) ? masked.replace(QUOTED, (value) => (isShown(value.slice(1, -1), 2) || value.includes(MASKED) ? value : `'${MASKED}'`)) : masked;
}

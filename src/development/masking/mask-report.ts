import { visible } from '../../core/formats/safe-words.ts';
import { MASKED } from '../../core/values/mask.ts';
import { maskMore } from './mask-more.ts';
import { levelOf } from './secret-level.ts';

/** Members of a report that are no text of the app. */
const FIXED: ReadonlySet<string> = new Set(['time', 'reference', 'versions', 'format', 'contentType', 'kind', 'traceId', 'requestId', 'see']);
/** Names of the member of a pair that holds the name. */
const NAMES = ['name', 'key', 'header', 'field'] as const;
const VALUES: ReadonlySet<string> = new Set(['value', 'val', 'content', 'data', 'text']);

/**
 * The report as it is shown: once more without secrets, as a whole. `secrets` are values that the request or the environment has under the name of a
 * secret. A message or a log record often repeats such a value without its name. Characters that hide or reverse other text are visible (CVE-2021-42574).
 */
export function maskedReport<Report>(report: Report, secrets: readonly string[]): Report {
  const known = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return copyOf(report, '', (text) => visible(maskMore(known.reduce((shown, secret) => shown.replaceAll(secret, MASKED), text)))) as Report;
}

function copyOf(value: unknown, name: string, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, i) => (isOption(value[i - 1]) && typeof item === 'string' ? MASKED : copyOf(item, name, mask)));
  const entries = Object.entries(value);
  const isSecret = NAMES.some((one) => isName((value as Readonly<Record<string, unknown>>)[one])) && entries.some(([one]) => VALUES.has(one));
  return Object.fromEntries(
    entries.map(([member, item]) => {
      // The place of a frame opens in an editor.
      if (FIXED.has(member) || (member === 'path' && 'isAsync' in value)) return [member, item];
      if (member === 'file' && 'isAsync' in value) return [member, visible(String(item))];
      return [mask(member), isSecret && VALUES.has(member) && typeof item === 'string' ? MASKED : copyOf(item, member, mask)];
    }),
  );
}

/** The name of an option or of a header field in a flat list: `['--password', '…']`. */
function isOption(value: unknown): boolean {
  return typeof value === 'string' && /^(?:--.|(?:proxy-)?authorization$|(?:set-)?cookie$|x-)/i.test(value) && isName(value.replace(/^--/, ''));
}

function isName(value: unknown): boolean {
  return value === MASKED || (typeof value === 'string' && value.length < 65 && !/\s/.test(value) && levelOf(value) > 0);
}

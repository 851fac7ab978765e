import { didYouMean } from '../../core/values/known-names.ts';
import { statusPhrase } from '../../core/values/status.ts';

/** The statuses that the IANA has registered for final responses, with their phrases. */
const REGISTERED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 400 }, (_, index) => 200 + index)
    .map((status) => [String(status), statusPhrase(status)] as const)
    .filter(([, phrase]) => !/^(?:Successful|Redirection|Client Error|Server Error)$/.test(phrase)),
);

/**
 * Reads a status that a person has typed.
 *
 * @returns the status, or the problem as a sentence
 */
export function typedStatus(typed: string | undefined): number | string {
  if (typed === undefined) return 'The status is missing. Add it: --status 409';
  if (/^[2-5]\d\d$/.test(typed)) return Number(typed);
  return `"${typed.slice(0, 40).replace(/\p{C}/gu, '?')}" is no status. Expected a number from 200 to 599.${nearStatus(typed)}`;
}

function nearStatus(typed: string): string {
  const words = typed.toLowerCase().replace(/[^a-z]/g, '');
  const byPhrase = [...REGISTERED].find(([, phrase]) => words !== '' && phrase.toLowerCase().replace(/[^a-z]/g, '') === words);
  if (byPhrase !== undefined) return ` Did you mean ${byPhrase[0]} (${byPhrase[1]})?`;
  const near = /"(\d+)"/.exec(didYouMean(typed, [...REGISTERED.keys()])?.todo ?? '')?.[1];
  return near === undefined || !/\d/.test(typed) ? '' : ` Did you mean ${near} (${REGISTERED.get(near)})?`;
}

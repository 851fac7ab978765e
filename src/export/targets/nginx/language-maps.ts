import { ABSENT, betterMap, cutMaps, rangeMap } from './ranges.ts';

/**
 * The maps that set `$halyard_language` by lookup (RFC 4647 §3.4): the range `de-AT` finds `de`, and the range `de` does not find `de-CH`. Of several
 * ranges, the one with the best quality counts, then the first one. Without a match, the answer has the default language, which is the first one.
 */
export function languageMaps(languages: readonly string[]): string {
  const [first = 'en'] = languages;
  let best = `${first} ${ABSENT}`;
  let text = `# Accept-Language, cut in the same way.
${cutMaps('$http_accept_language', 'halyard_accept_language')}
# One key (l1, l2) for each language, from the best range that finds it. Then each map (m1, m2) compares one more language with the best one so far.
`;
  for (const [index, language] of languages.entries()) {
    const key = `halyard_l${index + 1}`;
    text += rangeMap('$halyard_accept_language', { name: key, range: lookupOf(language, languages), precision: 1, otherwise: ABSENT, single: false });
    text += betterMap(`halyard_m${index + 1}`, `${language} $${key}`, best);
    best = `$halyard_m${index + 1}`;
  }
  return `${text}
map ${best} $halyard_language {
    default "${first}";
    "~^(\\S+) (?!0:)" $1;
}
# The name of a file has no tag for the default language.
map $halyard_language $halyard_tag {
    default ".$halyard_language";
    "${first}" "";
}
`;
}

/** The ranges that find this language by lookup, and no longer tag of the list. */
function lookupOf(language: string, languages: readonly string[]): string {
  const longer = languages.filter((other) => other.toLowerCase().startsWith(`${language.toLowerCase()}-`));
  const but = longer.map((other) => `(?!${other}(?![\\w]))`).join('');
  return `${but}${language}(?:-[a-z0-9]+)*+`;
}

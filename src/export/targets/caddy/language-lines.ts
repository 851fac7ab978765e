import type { ErrorPages } from '../../model/error-page.ts';
import { rangesOf, weightLines } from './weight-lines.ts';

/**
 * The actions that choose the language (`$language`) by `Accept-Language`: the highest quality, then the order of the client. `de` answers `de-AT`, and `pt-BR` answers
 * `pt`. Without a match, the default answers.
 */
export function languageLines({ languages }: ErrorPages): string {
  const [first] = languages;
  if (first === undefined || languages.length === 1) return '';
  return `
/* The language: by quality, then by the order of the client. A longer tag matches a shorter one. Anything else gets the default. */
$language := "${first}"
$languageRank := 0
${rangesOf('Accept-Language', ',')}
range $i, $range := splitList "," $ranges
  $fields := splitList ";" $range
  $tag := first $fields | trim
  $q := 1000
  range rest $fields
    $field := trim .
    if hasPrefix "q=" $field
${weightLines(6)}
    end
  end
  range list ${languages.map((language) => `"${language}"`).join(' ')}
    $own := lower .
    if or (eq $tag $own "*") (hasPrefix (printf "%s-" $own) $tag) (hasPrefix (printf "%s-" $tag) $own)
      /* An equal tag comes before a longer or a shorter one. */
      $rank := add (mul $q 1000) (mul 2 (sub 64 $i)) (ternary 1 0 (eq $tag $own))
      if and (gt $q 0) (gt $rank $languageRank)
        $language = .
        $languageRank = $rank
      end
    end
  end
end
`;
}

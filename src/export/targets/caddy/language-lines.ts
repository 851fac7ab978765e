import type { ErrorPages } from '../../model/error-page.ts';

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
range $i, $range := .Req.Header.Values "Accept-Language" | join "," | trunc 4096 | lower | splitList ","
  $fields := splitList ";" $range
  $tag := first $fields | trim
  $q := 1000
  range rest $fields
    if regexMatch "^q=(?:0(?:[.][0-9]{0,3})?|1(?:[.]0{0,3})?)$" (trim .)
      $q = printf "%s000" (trim . | trimPrefix "q=" | replace "." "") | trunc 4 | atoi
    end
  end
  if lt $i 64
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
end
`;
}

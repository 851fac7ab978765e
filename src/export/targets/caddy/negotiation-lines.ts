import { type ErrorPages, firstJsonOf, type PageFormat } from '../../model/error-page.ts';
import { rangesOf, weightLines } from './weight-lines.ts';

/** A media type that a client may accept, and the format of the file that answers it. */
interface Candidate {
  readonly mediaType: string;
  readonly format: PageFormat;
}

/** The order decides for a client without a preference. It is the order of Halyard's own formats, after JSON. */
const OTHERS: readonly Candidate[] = [
  { mediaType: 'text/html', format: 'html' },
  { mediaType: 'text/plain', format: 'txt' },
  { mediaType: 'text/markdown', format: 'md' },
];

/**
 * The actions that choose the media type (`$type`) and the ending of the file (`$format`). They do the same as `negotiator()` of the core, step by step. A template
 * has loops and maps. A `map` of Caddy would need one expression for each order of the media types.
 */
export function negotiationLines({ pages }: ErrorPages): string {
  const has = ({ format }: Candidate): boolean => pages.some((page) => page.format === format);
  const problem: Candidate = { mediaType: 'application/problem+json', format: has({ mediaType: '', format: 'problem.json' }) ? 'problem.json' : 'json' };
  const own: Candidate = { mediaType: 'application/json', format: 'json' };
  const [json, otherJson] = firstJsonOf({ pages }) === own.mediaType ? [own, problem] : [problem, own];
  const candidates = [json, otherJson, ...OTHERS].filter(has);
  const types = candidates.map(({ mediaType, format }) => `(list "${mediaType}" "${mediaType}" "${format}")`).join(' ');
  const first = chosen(candidates[0]);
  const withoutJson = chosen(candidates.find(({ format }) => !format.endsWith('json')) ?? candidates[0]);
  const html = candidates.some(({ format }) => format === 'html');
  return `
/* The media ranges of Accept with their quality in thousandths, and their places. The limits are those of the app. */
$quality := dict
$place := dict
$named := list
${rangesOf('Accept', ',,')}
range $i, $range := regexFindAll ",[\\\\t-\\\\r ]*[a-z0-9_.+*-]+/[a-z0-9_.+*-]+[\\\\t-\\\\r ]*(?:;[^,]*)?," (printf ",%s," $ranges) -1
  $fields := trimAll "," $range | splitList ";"
  $type := first $fields | trim
  $q := 1000
  $weighted := false
  range $j, $field := rest $fields
    $field = trim $field
    if and (not $weighted) (lt $j 15) (hasPrefix "q=" $field)
      $weighted = true
${weightLines(6)}
    end
  end
  if not (hasKey $quality $type)
    $quality = set $quality $type $q
    $place = set $place $type $i
    $named = append $named $type
  else if gt $q (get $quality $type)
    $quality = set $quality $type $q
  end
end

/* A client without a preference accepts everything equally. A client that refuses application/json gets no JSON, unless it names another one. */
$indifferent := true
$noJson := and (hasKey $quality "application/json") (eq 0 (get $quality "application/json" | int))
range $named
  if or (ne . "*/*") (eq 0 (get $quality .))
    $indifferent = false
  end
  if and (hasSuffix "+json" .) (gt (get $quality .) 0)
    $noJson = false
  end
end

/* What can be sent: the name in Accept, the media type, the ending of the file. The types of the client that a format answers for come last. */
$types := list ${types}
range $named
  if and (gt (get $quality .) 0) (not (contains "*" .)) (ne . "application/problem+json")
    if hasSuffix "+json" .
      $types = append $types (list . "${json.mediaType}" "${json.format}")${
        html
          ? `
    else if eq . "application/xhtml+xml"
      $types = append $types (list . "text/html" "html")`
          : ''
      }
    end
  end
end

/* The best one: by quality, then by the precision of the range, then by the place of the range in Accept (RFC 9110, section 12.5.1). */
$best := ${first}
$bestRank := 0
$json := $best
$jsonRank := 0
range $types
  $range := index . 0
  if not (hasKey $quality $range)
    $range = printf "%s/*" (splitList "/" $range | first)
    if not (hasKey $quality $range)
      $range = "*/*"
    end
  end
  $isJson := hasSuffix "json" (index . 2)
  if and (gt (get $quality $range | int) 0) (not (and $noJson $isJson))
    $rank := add (mul (get $quality $range) 1000) (mul 100 (sub 3 (splitList "*" $range | len))) (sub 64 (get $place $range))
    if gt $rank $bestRank
      $best = .
      $bestRank = $rank
    end
    if and $isJson (gt $rank $jsonRank)
      $json = .
      $jsonRank = $rank
    end
  end
end

/* A script that accepts HTML and JSON equally gets JSON. Without a preference, a browser that opens a page gets HTML. */
$opens := has (.Req.Header.Values "Sec-Fetch-Dest" | join ", ") (list "document" "iframe" "frame")
$script := or (eq "xmlhttprequest" (.Req.Header.Values "X-Requested-With" | join ", " | lower)) (regexMatch "(?i)^application/(?:[a-z0-9_.-]+[+])?json(?:[^a-z0-9_]|$)" (.Req.Header.Get "Content-Type"))
$asHtml := get $quality "text/html" | int
if $indifferent
  $best = ${first}${
    html
      ? `
  if and $opens (not $script)
    $best = list "" "text/html" "html"
  end`
      : ''
  }
else if and (eq $bestRank 0) $noJson
  $best = ${withoutJson}
else if and $script (gt $jsonRank 0) (gt $asHtml 0) (eq $asHtml (get $quality "application/json" | int))
  $best = $json
end
$type := index $best 1
$format := index $best 2
`;
}

function chosen(candidate: Candidate | undefined): string {
  return `list "" "${candidate?.mediaType ?? 'text/plain'}" "${candidate?.format ?? 'txt'}"`;
}

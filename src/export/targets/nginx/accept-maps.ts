import { ABSENT, accepted, betterMap, cutMaps, inSecondLine, named, rangeMap } from './ranges.ts';

/** The formats in the order of the core, which decides for a client without a preference. There are two for JSON, because the media type differs. */
const RANGES: Readonly<Record<string, string>> = {
  problem: 'application/problem\\+json',
  json: 'application/json',
  html: 'text/html',
  text: 'text/plain',
  markdown: 'text/markdown',
};

/** Another JSON type of a client, such as `application/vnd.api+json`. */
const OTHER_JSON = '(?!application/problem\\+json\\s*+(?:[;,]|$))[\\w.+-]+/[\\w.+-]*\\+json';
const ANY_JSON = '[\\w.+*-]+/[\\w.+*-]*\\+json';
const NAMED_TYPE = '(?!\\*/\\*\\s*+(?:[;,]|$))[\\w.+*-]+/[\\w.+*-]+';

/** The maps that set `$halyard_format` from the request, as `negotiate.ts` of the core chooses a format. Of the two types of JSON, one comes first. */
export function acceptMaps(firstJson: string): string {
  const [first, second] = firstJson === RANGES['json'] ? ['json', 'problem'] : ['problem', 'json'];
  const read = (name: string, range: string, precision: number, otherwise: string, single = true): string =>
    rangeMap('$halyard_accept', { name: `halyard_${name}`, range, precision, otherwise, single });
  const better = (format: string, key: string, best: string): string => betterMap(`halyard_best_${key}`, `${format} $halyard_${key}`, best);

  return `# Accept, cut as Halyard cuts it: 4096 characters and 64 ranges.
${cutMaps('$http_accept', 'halyard_accept')}
# The next maps read one media type each. The value is a key that sorts: quality, precision of the range, and the text before the range.
# The three lines of a map are: a quality of 1, a quality below 1, and a quality of 0, which refuses. A value that is not valid counts as 1.
# A type that the client does not name has the key of the wildcard. If a list has a type twice with other values below 1, the first one counts.
${read('any', '\\*/\\*', 1, ABSENT)}\
${read('application_any', 'application/\\*', 2, '$halyard_any')}\
${read('text_any', 'text/\\*', 2, '$halyard_any')}\
${Object.entries(RANGES)
  .map(([name, range]) => read(name, range, 3, range.startsWith('text/') ? '$halyard_text_any' : '$halyard_application_any'))
  .join('')}\
# Another type with +json gets a problem document, and XHTML gets the HTML page.
${read('other_json', OTHER_JSON, 3, ABSENT, false)}\
${read('xhtml', 'application/xhtml\\+xml', 3, ABSENT)}
# A client that refuses application/json gets no other JSON, unless it names a type with +json.
map "$halyard_json\\n$halyard_accept" $halyard_json_refused {
    default "";
    "~*${inSecondLine(accepted(ANY_JSON))}" "";
    "~^0:3" 1;
}

# Each of the next maps compares one more format with the best one so far. The digits in the second line of a map say which digit is larger.
${better(second, second, `${first} $halyard_${first}`)}\
${better(first, 'other_json', `$halyard_best_${second}`)}\
map $halyard_json_refused $halyard_best_not_refused {
    default "none ${ABSENT}";
    "" $halyard_best_other_json;
}
${better('html', 'html', '$halyard_best_not_refused')}\
${better('html', 'xhtml', '$halyard_best_html')}\
${better('text', 'text', '$halyard_best_xhtml')}\
${better('markdown', 'markdown', '$halyard_best_text')}
# 1 if the client names no type, or only */*. Then other fields decide.
map "$halyard_any\\n$halyard_accept" $halyard_indifferent {
    default 1;
    "~^0:1" "";
    "~*${inSecondLine(named(NAMED_TYPE))}" "";
}
# 1 if a browser opens a page or a frame.
map $http_sec_fetch_dest $halyard_navigation {
    default "";
    "~^(?:document|iframe|frame)$" 1;
}
# 1 if a script sent the request.
map "$http_x_requested_with\\n$http_content_type" $halyard_program {
    default "";
    "~*^xmlhttprequest\\n" 1;
    "~*\\napplication/(?:[\\w.-]+\\+)?json\\b" 1;
}
# 1 if the client accepts HTML and JSON equally.
map "$halyard_html\\n$halyard_json" $halyard_tied {
    default "";
    "~^(0\\d+|1):3:[^\\n]*+\\n\\g{1}:3:" 1;
}
# The format of the answer: problem, json, html, text or markdown.
map "$halyard_indifferent:$halyard_navigation:$halyard_program:$halyard_tied:$halyard_json_refused\\n$halyard_best_other_json\\n$halyard_best_markdown" $halyard_format {
    default ${first};
    "~^1:1::" html;
    "~^1:" ${first};
    "~^:[^:]*:1:1:[^\\n]*\\n(\\w+)" $1;
    "~^[^\\n]*+\\n[^\\n]*+\\n(\\w+) (?!0:)" $1;
    "~^[^\\n]*:1\\n" html;
}
`;
}

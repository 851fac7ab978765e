import type { ErrorPages, PageFormat } from '../../model/error-page.ts';
import type { Delimiters } from './delimiters.ts';
import { languageLines } from './language-lines.ts';
import { negotiationLines } from './negotiation-lines.ts';
import { INERT_POLICY } from './page-file.ts';

/** The template that answers every error: it chooses the format and the language, and includes the page. */
export function answerTemplate(pages: ErrorPages, delimiters: Delimiters): string {
  return negotiationLines(pages)
    .concat(languageLines(pages), answerLines(pages))
    .trim()
    .split('\n')
    .map((line) => actionOf(line, delimiters))
    .join('\n');
}

/** One line as an action that leaves no white space. An empty line stays empty. */
function actionOf(line: string, { open, close }: Delimiters): string {
  const action = line.trimStart();
  return action === '' ? '' : `${' '.repeat(line.length - action.length)}${open}- ${action} -${close}`;
}

function answerLines({ pages, languages }: ErrorPages): string {
  const types = contentTypes(pages).map(([format, type]) => `"${format}" ${JSON.stringify(type)}`);
  const formats = types.map((type) => type.split(' ', 1)[0]);
  const [first] = languages;
  const inLanguage =
    languages.length > 1
      ? `
    if and (ne $language "${first}") (fileExists (printf "/pages/%s.%s.%s" $status $language .))
      $name = printf "/pages/%s.%s.%s" $status $language .
    else
      $language = "${first}"
    end`
      : '';
  return `
/* The page. If the app has none in this language or format, it is another one of the same status. */
$status := placeholder "http.vars.halyard_status"
$page := ""
range list $format ${formats.join(' ')}
  if and (not $page) (fileExists (printf "/pages/%s.%s" $status .))
    $name := printf "/pages/%s.%s" $status .${inLanguage}
    $page = $name
    if ne . $format
      $format = .
      $type = ""
    end
  end
end
if $page
  .RespHeader.Set "Content-Type" (get (dict ${types.join(' ')}) $format)
${ownJsonType(pages)}${first === undefined ? '' : `  .RespHeader.Set "Content-Language" ${languages.length > 1 ? '$language' : `"${first}"`}\n`}  include $page
else
  .RespHeader.Set "Content-Type" "text/plain; charset=utf-8"
  .RespHeader.Set "Content-Security-Policy" "${INERT_POLICY}"
  printf "%s %s\\n\\nReference: %s\\n" $status (placeholder "http.error.status_text") (placeholder "http.request.uuid")
end
`;
}

/** The problem document of most apps is also sent under the name `application/json`. JSON of an app's own has its own type. */
function ownJsonType(pages: ErrorPages['pages']): string {
  if (pages.some(({ format, contentType }) => format === 'json' && contentType.startsWith('application/json'))) return '';
  return `  if eq $type "application/json"
    .RespHeader.Set "Content-Type" "application/json; charset=utf-8"
  end
`;
}

/** The `Content-Type` of each format. It is the same for all statuses. */
function contentTypes(pages: ErrorPages['pages']): readonly (readonly [PageFormat, string])[] {
  return [...new Map(pages.map(({ format, contentType }) => [format, contentType] as const))];
}

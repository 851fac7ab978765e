import { type ErrorPages, firstJsonOf } from '../../model/error-page.ts';
import type { TargetOptions } from '../../model/export-target.ts';
import { acceptMaps } from './accept-maps.ts';
import { substitutesIn } from './found-pages.ts';
import { languageMaps } from './language-maps.ts';
import { quoted } from './quoted.ts';

/** The policy of a body that is not a page. If a browser opens it as a page, nothing in it runs (RFC 9205 §4.11). */
const INERT = "default-src 'none'; frame-ancestors 'none'";
/** The statuses that pass. */
const TEMPORARY = [429, 502, 503, 504];

/** The part of the configuration for the block `http`. A map costs nothing until a request needs it. */
export function httpConf(pages: ErrorPages, { retryAfter }: TargetOptions): string {
  const several = pages.languages.length > 1;
  return `# Made by \`halyard export\`. Include it once, in the block http (a file in conf.d is in it). Do not edit it: the next export replaces it.

# The access log has both references: nginx's own (request_id, in the pages of nginx) and the app's (in the answers of the app).
log_format halyard '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                   '"$http_referer" "$http_user_agent" reference=$request_id app_reference=$upstream_http_error_reference';

# A connection to the app is kept open, except for a WebSocket.
map $http_upgrade $halyard_connection {
    default upgrade;
    "" "";
}

# The text that starts a command in a page. A page that has it as text gets it from here, so that nginx does not run it.
map $request_id $halyard_ssi {
    default "<!--#";
}

# Retry-After, for the statuses that pass. nginx sends no header for an empty value. "volatile": the status of a request can change.
map $status $halyard_retry_after {
    volatile;
    default "";
    "~^(?:${TEMPORARY.join('|')})$" ${retryAfter};
}

# The format of the page. It is what the client accepts, unless the app has no such page.
map "$halyard_format $status" $halyard_page {
    volatile;
    default $halyard_format;
${substitutesIn(pages)
  .map(({ format, status, found }) => `    "${format} ${status}" ${found};\n`)
  .join('')}}

# Content-Security-Policy of each page.
map "$halyard_page $status${several ? '$halyard_tag' : ''}" $halyard_policy {
    volatile;
    default "${INERT}";
${policies(pages)}}

${several ? `${languageMaps(pages.languages)}\n` : ''}${acceptMaps(firstJsonOf(pages))}`;
}

/** A line for each policy that is not the most frequent one, and that one for all other pages. */
function policies({ pages, languages }: ErrorPages): string {
  const html = pages.filter(({ format }) => format === 'html');
  const counts = new Map<string, number>();
  for (const { policy = '' } of html) counts.set(policy, (counts.get(policy) ?? 0) + 1);
  const [common] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  const others = html.filter(({ policy = '' }) => policy !== common);
  const lines = others.map(({ status, language, policy = '' }) => {
    const tag = language === undefined || language === languages[0] ? '' : `.${language}`;
    return `    "html ${status}${tag}" ${quoted(policy)};\n`;
  });
  return `${lines.join('')}    "~^html " ${quoted(common)};\n`;
}

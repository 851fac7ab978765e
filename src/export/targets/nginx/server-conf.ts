import type { ErrorPages } from '../../model/error-page.ts';
import type { TargetOptions } from '../../model/export-target.ts';
import { quoted } from './quoted.ts';

/** The path below which nginx finds the pages. No client can ask for it. */
const PLACE = '/.halyard-errors';
/** nginx's own codes, and the statuses that a client gets for them. */
const OWN_CODES: readonly (readonly [codes: string, status: number, why: string])[] = [
  ['494', 431, 'A header is too large.'],
  ['495 496 497', 400, "The client's certificate is wrong or missing, or it speaks HTTP on the port for HTTPS."],
];

/** The part of the configuration for a block `server`. */
export function serverConf(pages: ErrorPages, { folder, maintenanceFile }: TargetOptions): string {
  const unreachable =
    maintenanceFile === undefined || !pages.statuses.includes(503) ? [] : pages.statuses.filter((status): boolean => status === 502 || status === 504);
  const plain = pages.statuses.filter((status) => !unreachable.includes(status));
  const several = pages.languages.length > 1;
  const language = several ? '$halyard_language' : pages.languages[0];
  const json = pages.pages.find(({ format }) => format === 'json')?.contentType ?? 'application/problem+json';
  const file = (ending: string): string => `${folder}/pages/$status${several ? '$halyard_tag' : ''}.${ending}`;

  return `# Made by \`halyard export\`. Include it in each block server, also in the default server of a port: it answers requests that nginx cannot read.
# A block location or server with an error_page of its own loses these lines. Include the file there again, or copy the lines error_page into it.

# The address is a path, and not a name with @: nginx then reads the page with GET. With a name, a static file answers a POST with 405.
# There is no "=" before the path, so the client gets the status that nginx found.
error_page ${plain.join(' ')} ${PLACE}/$halyard_format;
${OWN_CODES.filter(([, status]) => pages.statuses.includes(status))
  .map(([codes, status, why]) => `# ${why}\nerror_page ${codes} =${status} ${PLACE}/$halyard_format;\n`)
  .join('')}\
${unreachable.length === 0 ? '' : `# The app cannot be reached. During maintenance, this is a 503.\nerror_page ${unreachable.join(' ')} ${PLACE}/unreachable;\nrecursive_error_pages on;\n`}\
# The answers of the app pass as they are. Leave proxy_intercept_errors off.

location ^~ ${PLACE}/ {
    # Only an error_page of nginx leads to it.
    internal;
    # A page is public, whatever protects the rest of the server.
    auth_basic off;
    allow all;
    # A request that is too large gets its page, too.
    client_max_body_size 0;

    # nginx writes its request id into the pages of all types. It reads no other command, and nothing that a client sends.
    ssi on;
    ssi_types *;
    # A missing page must not lead to another one.
    recursive_error_pages off;

    # The same headers as an error of the app. "always" is for statuses from 400.
    # A location with an add_header has none of the server. If each answer needs one, such as Strict-Transport-Security, write it here, too.
    add_header Cache-Control "no-store" always;
    add_header X-Content-Type-Options "nosniff" always;
    add_header Content-Security-Policy $halyard_policy always;
    add_header Vary "Accept, Sec-Fetch-Dest, X-Requested-With${several ? ', Accept-Language' : ''}" always;
    add_header Error-Reference $request_id always;
    add_header Retry-After $halyard_retry_after always;
${language === undefined ? '' : `    add_header Content-Language ${several ? language : quoted(language)} always;\n`}\

    # The type of the answer. The charset belongs to it, whatever the server says.
    types { }
    charset_types *;
    override_charset off;
${[
  ['problem', 'json', json],
  ['json', 'json', 'application/json; charset=utf-8'],
  ['html', 'html', 'text/html; charset=utf-8'],
  ['text', 'txt', 'text/plain; charset=utf-8'],
  ['markdown', 'md', 'text/markdown; charset=utf-8'],
]
  .map(([name, ending, type]) => page(`${PLACE}/${name}`, quotedPath(file(ending as string)), type as string))
  .join('')}\
${
  unreachable.length === 0
    ? ''
    : `
    location = ${PLACE}/unreachable {
        recursive_error_pages on;
        error_page 503 ${PLACE}/$halyard_format;
        if (-f ${quotedPath(maintenanceFile as string)}) {
            return 503;
        }
        rewrite ^ ${PLACE}/$halyard_format last;
    }
`
}}
`;
}

function page(path: string, file: string, contentType: string): string {
  const [type = '', charset] = contentType.split(/;\s*charset=/);
  return `    location = ${path} {
        default_type ${type};
        charset ${charset ?? 'off'};
        alias ${file};
    }
`;
}

function quotedPath(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}

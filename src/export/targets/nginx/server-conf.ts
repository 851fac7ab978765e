import type { ErrorPages } from '../../model/error-page.ts';
import type { TargetOptions } from '../../model/export-target.ts';
import { endingsOf, statusesWithPages } from './found-pages.ts';
import { quoted } from './quoted.ts';

/** The path below which nginx finds the pages. No client can ask for it. */
const PLACE = '/.halyard-errors';
/** nginx's own codes, and the statuses that a client gets for them. */
const OWN_CODES: readonly (readonly [codes: string, status: number, why: string])[] = [
  ['494', 431, 'A header is too large.'],
  ['495 496 497', 400, "The client's certificate is wrong or missing, or it speaks HTTP on the port for HTTPS."],
];

/** The statuses of an app that cannot be reached. During maintenance, each is a 503. */
function unreachableIn(statuses: readonly number[], { maintenanceFile }: TargetOptions): readonly number[] {
  return maintenanceFile === undefined || !statuses.includes(503) ? [] : statuses.filter((status) => [502, 504].includes(status));
}

/** The lines that lead an error of nginx to its page. A block with an `error_page` of its own needs them again. */
function errorPages(pages: ErrorPages, options: TargetOptions): string {
  const statuses = statusesWithPages(pages);
  const unreachable = unreachableIn(statuses, options);
  const plain = statuses.filter((status) => !unreachable.includes(status));
  const own = OWN_CODES.filter(([, status]) => statuses.includes(status));
  return `# The address is a path, and not a name with @: nginx then reads the page with GET. With a name, a static file answers a POST with 405.
# There is no "=" before the path, so the client gets the status that nginx found. The answers of the app pass as they are.
${plain.length === 0 ? '' : `error_page ${plain.join(' ')} ${PLACE}/$halyard_page;\n`}\
${own.map(([codes, status, why]) => `# ${why}\nerror_page ${codes} =${status} ${PLACE}/$halyard_page;\n`).join('')}\
${unreachable.length === 0 ? '' : `# The app cannot be reached. During maintenance, this becomes a 503, which is a second error.\nerror_page ${unreachable.join(' ')} ${PLACE}/unreachable;\nrecursive_error_pages on;\n`}`;
}

/** The same lines in a file of their own. */
export function errorPagesConf(pages: ErrorPages, options: TargetOptions): string {
  return `# Made by \`halyard export\`. A block location with an error_page of its own loses those of the server. Include this file there, after your lines.
# The first error_page for a status counts, so yours stay.

${errorPages(pages, options)}`;
}

/** The part of the configuration for a block `server`. */
export function serverConf(pages: ErrorPages, options: TargetOptions): string {
  const { folder, maintenanceFile } = options;
  const several = pages.languages.length > 1;
  const language = several ? '$halyard_language' : pages.languages[0];
  const hasUnreachable = unreachableIn(statusesWithPages(pages), options).length > 0;

  return `# Made by \`halyard export\`. Include it in each block server, also in the default server of a port: it answers requests that nginx cannot read.
# A block location with an error_page of its own loses these lines: include error-pages.conf there, too.

${errorPages(pages, options)}
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
    # The header Server names no version.
    server_tokens off;
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
${Object.entries(endingsOf(pages))
  .map(([format, ending]) => page(`${PLACE}/${format}`, quotedPath(`${folder}/pages/$status${several ? '$halyard_tag' : ''}.${ending}`), typeOf(format, pages)))
  .join('')}\
${
  hasUnreachable
    ? `
    # The error of the request is replaced by a second one, if the file is there.
    location = ${PLACE}/unreachable {
        recursive_error_pages on;
        error_page 503 ${PLACE}/$halyard_page;
        if (-f ${quotedPath(maintenanceFile as string)}) {
            return 503;
        }
        rewrite ^ ${PLACE}/$halyard_page last;
    }
`
    : ''
}}
`;
}

/** The media type of a page of the app. A client that prefers `application/json` gets the problem document of most apps under this name. */
function typeOf(format: string, pages: ErrorPages): string {
  const type = pages.pages.find((page) => page.format === endingsOf(pages)[format])?.contentType;
  if (format === 'json' && !type?.startsWith('application/json')) return 'application/json; charset=utf-8';
  return type ?? 'text/plain; charset=utf-8';
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

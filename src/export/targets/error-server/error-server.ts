import type { ErrorPages } from '../../model/error-page.ts';
import type { ExportedFile, TargetOptions } from '../../model/export-target.ts';
import { httpConf } from '../nginx/http-conf.ts';
import { pageFiles } from '../nginx/page-files.ts';
import { serverConf } from '../nginx/server-conf.ts';

/** A server that has nothing but the error pages: nginx with this configuration. */
export interface ErrorServer {
  /** The value of `listen`: `8080`, `127.0.0.1:1337`. */
  readonly listen: string;
  /** The folder for its process id and its temporary files. */
  readonly runtime: string;
  readonly accessLog: string;
  /** What decides about the status of an answer. `asked`: the proxy in front, by `X-Code` or the path. A number: it is always this one. */
  readonly status: 'asked' | number;
}

/** The fields of the proxy in front that stand for what nginx itself would know: its request id, and the `Accept` of the client. */
const NAMES = [
  [/\$request_id\b/g, '$halyard_reference'],
  [/var="request_id"/g, 'var="halyard_reference"'],
  [/\$http_accept\b/g, '$halyard_asked'],
] as const;

/** The configuration and the pages of an error server. It negotiates as the export for nginx does. */
export function errorServerFiles(pages: ErrorPages, options: TargetOptions, server: ErrorServer): readonly ExportedFile[] {
  return [
    { path: 'nginx.conf', content: configuration(pages, options, server) },
    ...pageFiles(pages).map(({ path, content }) => ({ path, content: renamed(content) })),
  ];
}

function configuration(pages: ErrorPages, options: TargetOptions, { listen, runtime, accessLog, status }: ErrorServer): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `    ${name}_temp_path "${runtime}/${name}";\n`).join('');
  return `# Made by \`halyard export\`. Do not edit it: the next export replaces it. It is a whole configuration of nginx, and needs no other file but the pages.
worker_processes 1;
error_log stderr warn;
pid "${runtime}/nginx.pid";
events {
    worker_connections 1024;
}
http {
    server_tokens off;
${temporary}
    # The reference is the request id of the proxy in front. It goes into the pages as it is, so only ids of these characters count.
    map $http_x_request_id $halyard_reference {
        default $request_id;
        "~^[A-Za-z0-9_.-]{8,128}$" $http_x_request_id;
    }
    # What the client accepts. ingress-nginx has it in X-Format.
    map $http_x_format $halyard_asked {
        default $http_x_format;
        "" $http_accept;
    }
    # The status that was asked for: X-Code of ingress-nginx, or the path /502.
    map "$http_x_code|$uri" $halyard_status {
${statuses(pages, status)}    }
${indented(renamed(httpConf(pages, options)), 4)}
    access_log ${accessLog} halyard;

    server {
        listen ${listen};
        # A body is not read, so it cannot be too large.
        client_max_body_size 0;

        location = /healthz {
            access_log off;
            default_type text/plain;
            return 200 "ok\\n";
        }
        location / {
            rewrite ^ /.halyard-status/$halyard_status last;
        }
${pages.statuses.map((one) => `        location = /.halyard-status/${one} {\n            internal;\n            return ${one};\n        }\n`).join('')}
${indented(renamed(serverConf(pages, { ...options, maintenanceFile: undefined })), 8)}    }
}
`;
}

/** The lines of the map of statuses. nginx takes a status from a line of its configuration only, so each one has a line. */
function statuses({ statuses: exported }: ErrorPages, status: 'asked' | number): string {
  if (status !== 'asked') return `        default ${nearest(exported, [status, 502, 500, 504])};\n`;
  const lines = exported.map((one) => `        "~^${one}\\|" ${one};\n        "~^\\|/${one}$" ${one};\n`);
  // A code that has no page is an error of the server. A path that is none is not found.
  return `        default ${nearest(exported, [404, 503, 500, 502])};\n${lines.join('')}        "~^[^|]" ${nearest(exported, [500, 503, 502, 504])};\n`;
}

function nearest(exported: readonly number[], wanted: readonly number[]): number {
  return wanted.find((status) => exported.includes(status)) ?? exported[0] ?? 503;
}

function renamed(text: string): string {
  return NAMES.reduce((result, [from, to]) => result.replace(from, () => to), text);
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

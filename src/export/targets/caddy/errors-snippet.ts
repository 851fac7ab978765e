import type { ErrorPages } from '../../model/error-page.ts';
import type { TargetOptions } from '../../model/export-target.ts';
import type { Delimiters } from './delimiters.ts';
import { quoted, quotedPath } from './quoted.ts';

/** The statuses that pass, so the client may try again. */
const PASSING = [429, 502, 503, 504];
/** The fields that could turn the page into a 304, a 206 or a 412. */
const CONDITIONAL = ['If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Range'];

/** The file `errors.caddy`: two snippets, which a site imports. */
export function errorsSnippet({ languages }: ErrorPages, options: TargetOptions, { open, close }: Delimiters): string {
  const { folder, retryAfter, maintenanceFile } = options;
  const vary = ['Accept', 'Sec-Fetch-Dest', 'X-Requested-With', ...(languages.length > 1 ? ['Accept-Language'] : [])].join(', ');
  const maintenance =
    maintenanceFile === undefined
      ? ''
      : `
			# During maintenance, an app that does not answer is a planned outage.
			@halyard_maintenance {
				expression \`{http.error.status_code} in [502, 504]\`
				file {
					root /
					try_files ${quotedPath(maintenanceFile)}
				}
			}
			vars @halyard_maintenance halyard_status 503
`;
  return `# The error pages of your app, for every error that Caddy answers itself. Answers of the app pass as they are.
#
#   import /path/to/errors.caddy
#   example.com {
#   	import halyard_errors
#   	reverse_proxy 127.0.0.1:1337 {
#   		import halyard_upstream
#   	}
#   }

(halyard_errors) {
	# Without Accept-Encoding, Caddy asks the app for gzip and unpacks the answer. So the answer would not pass as it is.
	@halyard_unpacked not header Accept-Encoding *
	request_header @halyard_unpacked Accept-Encoding identity

	handle_errors {
		route {
			# An error without a status is a 500.
			vars halyard_status 500
			@halyard_status expression \`{http.error.status_code} != null\`
			vars @halyard_status halyard_status {http.error.status_code}
${maintenance}
			header {
				Error-Reference {http.request.uuid}
				Cache-Control no-store
				X-Content-Type-Options nosniff
				+Vary ${quoted(vary)}
			}
			@halyard_passing vars halyard_status ${PASSING.join(' ')}
			header @halyard_passing ?Retry-After ${retryAfter}

			# The page is always the whole one: a POST gets it, HEAD has its length, and no 304 or 206 replaces the status.
			method GET
${CONDITIONAL.map((name) => `\t\t\trequest_header -${name}\n`).join('')}
			# The template chooses the page by Accept, and writes the reference into it.
			root * ${quotedPath(folder)}
			@halyard_missing not file /answer.tmpl
			respond @halyard_missing "{http.error.status_code} {http.error.status_text}. Reference: {http.request.uuid}. Caddy finds no error pages in its folder." {http.vars.halyard_status}
			rewrite * /answer.tmpl
			header Content-Type text/plain
			templates {
				mime text/plain
				between ${quoted(open)} ${quoted(close)}
			}
			file_server {
				status {http.vars.halyard_status}
			}
		}
	}
}

# The app logs the id of the request, and believes no id of the client.
(halyard_upstream) {
	header_up X-Request-Id {http.request.uuid}
}
`;
}

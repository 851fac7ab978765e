import type { TargetOptions } from '../../model/export-target.ts';

/** The most bytes of a body. The app has limits of its own: this one only keeps the largest bodies away from it. */
const MAX_BODY = 10_000_000;
/** The most bytes of a URL and of the cookies. Node refuses a head of more than 16 KiB, so Caddy refuses earlier, with a page. */
const MAX_FIELD = 12_000;

/** A whole configuration that runs: Caddy in front of the app. */
export function caddyfile({ upstream }: TargetOptions): string {
  return `# Caddy in front of your app. Replace :8080 by the name of your site, and run: caddy run --config Caddyfile
import errors.caddy

:8080 {
	# The access log has Error-Reference under resp_headers, from Caddy and from your app.
	log {
		output stderr
	}

	import halyard_errors

	# 413. The first rule answers a client that says the length. Without it, Caddy 2.6 answers 502 to such a client.
	@halyard_body expression \`{http.request.header.Content-Length} != "" && int({http.request.header.Content-Length}) > ${MAX_BODY}\`
	error @halyard_body 413
	request_body {
		max_size ${MAX_BODY / 1_000_000}MB
	}

	# 414 and 431, before the limits of Go and Node apply, which answer without a page.
	@halyard_url expression \`size({http.request.uri}) > ${MAX_FIELD}\`
	error @halyard_url 414
	@halyard_cookies expression \`size({http.request.header.Cookie}) > ${MAX_FIELD}\`
	error @halyard_cookies 431

	reverse_proxy ${upstream.replace(/\/$/, '')} {
		import halyard_upstream

		# 504. Without these limits, a visitor waits for an app that hangs.
		transport http {
			dial_timeout 3s
			response_header_timeout 60s
		}
	}
}
`;
}

import { halyard } from '../../../src/adapters/fetch/fetch.ts';

const STATUSES = [400, 405, 413, 414, 431, 502, 503, 504];
const ACCEPTS = { html: 'text/html', json: 'application/problem+json', md: 'text/markdown', txt: 'text/plain' };

/** What nginx writes into a page: the id of the request. */
const SSI = '<!--# echo var="request_id" -->';

/** The built-in answers of Halyard, as files below `pages/`, with a text in the place of the reference. */
export async function builtInFiles(reference = SSI): Promise<Readonly<Record<string, string>>> {
  const app = halyard({ logger: false });
  const files: Record<string, string> = {};
  for (const status of STATUSES) {
    const answer = app.fetch(() => {
      throw Object.assign(new Error('for the log only'), { status });
    });
    for (const [ending, accept] of Object.entries(ACCEPTS)) {
      const response = await answer(new Request('http://localhost/', { headers: { accept } }));
      const body = await response.text();
      files[`pages/${status}.${ending}`] = body.replaceAll(response.headers.get('error-reference') as string, reference);
    }
  }
  return files;
}

/** The policy of the built-in page. */
export async function builtInPolicy(): Promise<string> {
  const answer = halyard({ logger: false }).fetch((_request, reply) => reply.notFound());
  const response = await answer(new Request('http://localhost/', { headers: { accept: 'text/html' } }));
  return response.headers.get('content-security-policy') as string;
}

/** The parts of a configuration that serves those files rightly. A test replaces a part to plant a mistake. */
export interface Parts {
  readonly http: string;
  readonly pages: string;
  readonly errors: string;
  readonly app: string;
}

/** `stopped` is a port that nothing listens on. */
export function rightParts(stopped: number, policy: string): Parts {
  return {
    http: `
      server_tokens off;
      map $http_accept $format { default json; "~*application/json;q=0.9" json; "~*text/html;q=0," txt; "~*^text/html" html; "~*markdown" md; "~*^text/plain" txt; }
      map $format $policy { default ""; html "${policy}"; }`,
    pages: `
      location /halyard-pages/ {
        internal; alias FOLDER/pages/; ssi on; ssi_types *; 
        types { text/html html; application/problem+json json; text/markdown md; text/plain txt; } charset utf-8; charset_types text/html text/markdown text/plain;
        add_header Vary Accept always; add_header Cache-Control no-store always; add_header Retry-After 30 always;
        add_header Error-Reference $request_id always; add_header Content-Security-Policy $policy always;
      }`,
    errors: `
      error_page 494 =431 /halyard-pages/431.$format;
      ${STATUSES.map((status) => `error_page ${status} /halyard-pages/${status}.$format;`).join('\n')}`,
    app: `location / { proxy_pass http://127.0.0.1:${stopped}; proxy_set_header X-Request-Id $request_id; }`,
  };
}

import type { TargetOptions } from '../../model/export-target.ts';

/** The note beside the files: what to do, and what Caddy does not do. */
export function readme({ folder, maintenanceFile }: TargetOptions): string {
  const maintenance =
    maintenanceFile === undefined
      ? ''
      : `
## Maintenance

If \`${maintenanceFile}\` exists and the app does not answer, Caddy sends the 503 instead of a 502 or 504. An app that answers decides itself.
`;
  return `# Error pages for Caddy

These files answer every error that Caddy makes itself, above all the 502 of an app that is down. Caddy does not touch the answers of your app.

## Install

1. Copy this folder to \`${folder}\`. Caddy must be able to read it. \`errors.caddy\` names this path: export with \`--folder\` if it is another one.
2. Add three lines to your Caddyfile. The file \`Caddyfile\` here is a whole example.

   \`\`\`
   import ${folder}/errors.caddy

   example.com {
   	import halyard_errors
   	reverse_proxy 127.0.0.1:1337 {
   		import halyard_upstream
   	}
   }
   \`\`\`

3. Run \`caddy validate --config Caddyfile --adapter caddyfile\`, and then \`sudo systemctl reload caddy\` or \`caddy reload --config Caddyfile\`.
4. Stop your app, and ask for a page: \`curl -i -X POST https://example.com/\`. The status is 502, and the body is yours.

Export again when your views change. Caddy reads the files for each error, so it needs no reload for a page. It needs one for \`errors.caddy\`.

## What it does

- **Status.** It stays for every method. \`file_server\` would answer 405 to a POST in Caddy 2.7.0 to 2.7.3, so the snippet asks for the page with GET.
- **Format.** \`answer.tmpl\` chooses HTML, problem JSON, Markdown or text by \`Accept\`, with the rules of your app.
- **Reference.** The id of the request is in the body, in \`Error-Reference\` and in the access log. Your app gets it as \`X-Request-Id\`, and logs it.
  Caddy ignores the id that a client sends. The access log of Caddy 2.8 and newer also has the id of requests that your app answers, as \`uuid\`.
- **Answers of your app.** They pass as they are. Caddy would ask for gzip where the client did not, and unpack it. So such a request gets \`Accept-Encoding: identity\`.
- **Pages.** Only \`answer.tmpl\` and the pages are templates. Their delimiters occur in no page, so your text cannot run. No page shows a value of the client.

## What Caddy answers without a page

Go's server answers these before any handler, so no Caddyfile can replace them. All of them close the connection, or have no body.

- 400: a request line or a \`Host\` that is malformed, and a path such as \`/%zz\`.
- 431: a head of more than \`max_header_size\` (1 MB). The example refuses large cookies earlier, with your page.
- 405: a method of more than 32 characters. 417: an unknown \`Expect\`. 501: an unknown \`Transfer-Encoding\`. 505: an unknown version of HTTP.
- 408: Caddy closes the connection of a client that is too slow, without an answer.
- 200 without a body: a host name that no site of the Caddyfile has.

Caddy makes a 429 only with a plugin, or with \`error 429\` in your own rule. Its page is the exported one. A status that was not exported gets one line of text.
Your app answers an \`EventSource\` with a stream. Caddy answers it with the problem document.
${maintenance}`;
}

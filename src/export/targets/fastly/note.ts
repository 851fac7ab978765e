interface Facts {
  readonly bytes: number;
  readonly has503: boolean;
}

/** The limit of a snippet in bytes, unless the support of Fastly raises it. */
const LIMIT = 1_000_000;

/** The note of what to do with the files, and what Fastly cannot do. */
export function fastlyNote({ bytes, has503 }: Facts): string {
  const missing = has503 ? '' : '\n**This export has no page for 503**, the status of every error that Fastly makes. Export again with `--statuses 503`.\n';
  const large =
    bytes > LIMIT
      ? `\n**The snippet has ${bytes} bytes. A snippet of Fastly has at most 1 MB.** Export fewer statuses or languages, or ask Fastly for more.\n`
      : '';
  return `# Error pages for Fastly
${missing}${large}
Fastly sends these pages when it cannot reach your app. They are for a VCL service, not for Compute.

## What to do

1. Add the two files as VCL snippets. The word before \`.vcl\` is the type of the snippet:

\`\`\`sh
fastly service vcl snippet create --name request-id --type recv --content request-id.recv.vcl --version latest --autoclone
fastly service vcl snippet create --name error-pages --type error --content error-pages.error.vcl --version latest
\`\`\`

2. Write the id into your log. Add this member to a JSON log format: \`"request_id": "%{json.escape(req.http.X-Request-Id)}V"\`.
3. Remove response objects for 503 from the service. Otherwise two answers compete.
4. Activate the version.

## What Fastly does, and does not

- **The app's own answers pass.** \`vcl_error\` does not run for an answer of your app, whatever its status.
- **Status.** Every error that Fastly makes is a 503, timeouts too. The pages of other statuses answer \`error\` statements in your own VCL, such as
  \`error 429;\`. A status that is not in this export keeps the answer of Fastly.
- **Methods.** All methods get the page.
- **Accept.** \`accept.media_lookup\` of Fastly reads \`Accept\` with its q values (RFC 7231). Fastly does not say which type wins if two have the same q.
  Your app takes the first one in the client's order. A client that names no type gets JSON, and a browser that opens a page gets HTML.
- **Languages.** \`accept.language_lookup\` chooses, if the export has more than one language.
- **Reference.** The page, the header \`Error-Reference\`, your log at Fastly and the log of your app (\`requestId\`) have the same id. It replaces an
  \`X-Request-Id\` of the client. If the snippet \`recv\` is missing, the pages have an empty reference.
- **Time.** The answer says \`Cache-Control: private, no-store\`, and Fastly makes it anew for each request. Fastly itself ignores \`no-store\`. The word
  \`private\` keeps an answer of a shield out of the cache, with the \`vcl_fetch\` that Fastly makes. A \`vcl_fetch\` of your own must pass \`private\` too.
- **Default pages that stay.** Fastly answers before any VCL if a URL is longer than 8 KB, or if a request has too many header fields.

## Sources

- [vcl_error](https://www.fastly.com/documentation/reference/vcl/subroutines/error/)
- [Synthetic errors in VCL](https://www.fastly.com/documentation/guides/full-site-delivery/fastly-vcl/synthetic-errors-in-vcl/)
- [Strings and long strings](https://www.fastly.com/documentation/reference/vcl/types/string/)
- [accept.media_lookup](https://www.fastly.com/documentation/reference/vcl/functions/content-negotiation/accept-media-lookup/)
- [fastly service vcl snippet create](https://www.fastly.com/documentation/reference/cli/service/vcl/snippet/create/)
- [Constraints and limitations](https://www.fastly.com/documentation/reference/vcl/constraints-and-limitations/)
`;
}

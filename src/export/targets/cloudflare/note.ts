interface Facts {
  readonly rules: number;
  readonly assets: number;
  /** The paths of the error pages. */
  readonly errorPages: readonly string[];
}

/** The note of what to do with the files, and what Cloudflare cannot do. */
export function cloudflareNote({ rules, assets, errorPages }: Facts): string {
  const missing = rules === 0 ? '\n**This export has none of 500, 502, 503 and 504.** Export again with `--statuses 502,503,504`.\n' : '';
  const upload =
    assets === 0
      ? 'This export needs no asset, because each page has at most 10 KB.'
      : `${assets} of the pages have more than 10 KB, so a rule cannot hold them. Put them on a web server that does not go down with your app. Write its
   address into \`custom-error-assets.json\`, and create each asset:

\`\`\`sh
jq -c '.[]' custom-error-assets.json | while read -r asset; do
  curl "https://api.cloudflare.com/client/v4/zones/$ZONE_ID/custom_pages/assets" --header "Authorization: Bearer $CLOUDFLARE_API_TOKEN" --json "$asset"
done
\`\`\``;
  const list = errorPages.map((path) => `   - \`${path}\``).join('\n');
  return `# Error pages for Cloudflare
${missing}
Cloudflare sends these pages when it cannot reach your app. Custom errors need a paid plan, and a DNS record that is proxied.

## What to do

1. ${upload}
2. Set the rules. This request replaces the rules of the phase \`http_custom_errors\`, so add your own rules to the file first:

\`\`\`sh
curl --request PUT "https://api.cloudflare.com/client/v4/zones/$ZONE_ID/rulesets/phases/http_custom_errors/entrypoint" \\
  --header "Authorization: Bearer $CLOUDFLARE_API_TOKEN" --json @custom-error-rules.json
\`\`\`

The file has ${rules} rules. If your plan has fewer, keep the rules for 502 and 504.

3. If you want your own page where no rule matches, set an **Error Page** in the dashboard. Its name is the name of the file:
${list}

## What Cloudflare does, and does not

- **The app's own answers pass.** A rule matches only if \`cf.response.error_type\` is \`5xx\`, so only for an error that Cloudflare made. An **Error Page**
  never replaces 500, 501, 503 and 505.
- **Status.** The codes 520 to 526 exist at Cloudflare only. The client gets 502, or 504 after a timeout, which is also the status in the body.
- **Accept.** A rule cannot read q values. A client that accepts HTML and does not name JSON gets HTML. A client that accepts text or Markdown gets text.
  Every other client gets JSON. The type of the JSON is \`application/json\`, because Cloudflare has no \`application/problem+json\`.
- **Error Pages** are HTML for every client. Cloudflare shows its own page if the request has no \`Accept-Encoding\`.
- **Methods.** A rule matches every method, unless you add a condition.
- **Languages.** Every client gets the default language.
- **Time.** A rule has no cache setting. If you have a cache rule with a TTL by status code, set \`no-store\` for 5xx. Else a page outlives its outage.
- **Headers.** A rule sets the type and the status only. Add \`Cache-Control: no-store\` and \`Retry-After\` with a response header transform rule for
  \`cf.response.error_type eq "5xx"\`. The policy of a page is in a \`<meta>\` element. An asset has none, because Cloudflare minifies it, and a hash in the
  policy would not match any more.
- **Reference.** The pages show the Ray ID, and say so. Cloudflare sends it to your app as \`CF-Ray\`, and to the client in the same header.
- **Tokens.** A text of your app that looks like a token of Cloudflare is written so that Cloudflare does not fill it in.
- **Challenges.** Your page must have no \`<meta name="referrer">\`: it breaks the challenges of Cloudflare.

## Sources

- [Custom errors](https://developers.cloudflare.com/rules/custom-errors/)
- [Parameters and size limits](https://developers.cloudflare.com/rules/custom-errors/reference/parameters/)
- [Error tokens](https://developers.cloudflare.com/rules/custom-errors/reference/error-tokens/)
- [Error page types](https://developers.cloudflare.com/rules/custom-errors/reference/error-page-types/)
- [cf.response.error_type](https://developers.cloudflare.com/ruleset-engine/rules-language/fields/reference/cf.response.error_type/)
`;
}

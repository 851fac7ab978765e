interface Facts {
  readonly prefix: string;
  readonly seconds: number;
  readonly statuses: readonly number[];
}

/** The note of what to do with the files, and what CloudFront cannot do. */
export function cloudFrontNote({ prefix, seconds, statuses }: Facts): string {
  const missing = statuses.length === 0 ? '\n**This export has neither 502 nor 504.** Export again with `--statuses 502,504`.\n' : '';
  return `# Error pages for Amazon CloudFront
${missing}
CloudFront sends these pages when your app does not answer.

## What to do

1. Make a private S3 bucket for the pages. Do not use the origin of your app: it is down when CloudFront needs the page.
2. Copy the pages: \`sh upload.sh BUCKET\`. The script sets the content type and \`Cache-Control: no-store\`.
3. Add the bucket as a second origin of your distribution, with origin access control.
4. Add a cache behavior: path pattern \`/${prefix}/*\`, the origin of step 3, cache policy \`CachingDisabled\`.
5. Set the error responses. Those of other statuses stay, such as a 404 that leads to \`/index.html\`:

\`\`\`sh
aws cloudfront get-distribution-config --id "$ID" > current.json
jq --slurpfile errors custom-error-responses.json '$errors[0].Items as $new | .DistributionConfig
  | .CustomErrorResponses.Items = [.CustomErrorResponses.Items[]? | select(.ErrorCode as $code | all($new[]; .ErrorCode != $code))] + $new
  | .CustomErrorResponses.Quantity = (.CustomErrorResponses.Items | length)' current.json > new.json
aws cloudfront update-distribution --id "$ID" --if-match "$(jq -r .ETag current.json)" --distribution-config file://new.json
\`\`\`

With Terraform, add this block into \`aws_cloudfront_distribution\`:

\`\`\`hcl
dynamic "custom_error_response" {
  for_each = jsondecode(file("custom-error-responses.json")).Items
  content {
    error_code            = custom_error_response.value.ErrorCode
    response_code         = custom_error_response.value.ResponseCode
    response_page_path    = custom_error_response.value.ResponsePagePath
    error_caching_min_ttl = custom_error_response.value.ErrorCachingMinTTL
  }
}
\`\`\`

A distribution that serves only an API takes \`custom-error-responses.api.json\` instead. Its pages are problem documents.

## What CloudFront does, and does not

- **Status.** \`ResponseCode\` keeps the status. Without it, the status could become 200.
- **Only 502 and 504.** CloudFront replaces every body of a listed status, also the body that your app made. Your app makes 400, 404, 500 and 503
  itself, so they are not listed, and its answers pass. List 503 too if a load balancer behind CloudFront answers 503 while your app is down.
  Then the 503 of your app loses its body. If CloudFront is over its capacity, it sends its own 503, whatever you set.
- **Time.** \`ErrorCachingMinTTL\` is ${seconds} seconds. After that time CloudFront asks your app again. A \`max-age\` on the error of your origin makes it longer.
- **Accept.** CloudFront cannot choose a body by \`Accept\`. Every client of a distribution gets the same format. It does not run functions for a
  viewer response if the status is 400 or higher. Serve an API from its own distribution.
- **Methods.** CloudFront caches errors of GET and HEAD only. Its documentation does not say whether POST and PUT get the page: try it after step 5.
- **Languages.** Every client gets the default language.
- **Headers.** S3 stores no \`Retry-After\`, \`Vary\` or \`Content-Security-Policy\`. The policy of a page is therefore in a \`<meta>\` element of the page.
  Such an element cannot forbid frames (\`frame-ancestors\`).
- **Reference.** The pages have none, because CloudFront fills in nothing. The id of a request is in the response header \`X-Amz-Cf-Id\`, and in the field
  \`x-edge-request-id\` of the standard log. Ask a visitor for this header, or search the log by time and path.

## Sources

- [Generate custom error responses](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html)
- [How CloudFront caches 4xx and 5xx status codes](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html)
- [CustomErrorResponse](https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html)
- [Restrictions on edge functions](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html)
`;
}

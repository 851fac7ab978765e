/** The note of what to do with the files, and what S3 cannot do. */
export function s3Note({ hasPage }: { readonly hasPage: boolean }): string {
  const missing = hasPage ? '' : '\n**This export has no page for 404.** Export again with `--statuses 404`.\n';
  return `# An error page for a website on Amazon S3
${missing}
S3 sends this page when a file does not exist. It is for the website endpoint of a bucket. The REST endpoint of S3 always answers with XML.

## What to do

1. Copy the page: \`sh upload.sh BUCKET\`. The script sets the content type and \`Cache-Control: no-store\`.
2. Set the website configuration. It replaces the present one, so add your own \`RoutingRules\` to the file first:

\`\`\`sh
aws s3api put-bucket-website --bucket "$BUCKET" --website-configuration file://website.json
\`\`\`

3. Without \`s3:ListBucket\` for readers, S3 answers 403 for a file that does not exist, and the page says 404. With it, **everybody can list the names of
   all your files**. Add it only if no name is a secret.

If CloudFront is in front of the bucket, use the export for CloudFront too: \`halyard export --for cloudfront,s3\`.

## What S3 does, and does not

- **Status.** S3 keeps the status of the error. It sends the same document for every status of the 4xx class.
- **Only 4xx.** S3 has no document for its own 500 and 503. Only a CDN in front of it can replace them.
- **Accept.** S3 cannot choose a body by \`Accept\`. Every client gets HTML.
- **Methods.** The website endpoint answers GET and HEAD. Other methods get an answer of S3.
- **Languages.** Every client gets the default language.
- **Headers.** An object stores \`Content-Type\`, \`Cache-Control\` and \`Content-Language\`, but no \`Content-Security-Policy\`. The policy is therefore in a
  \`<meta>\` element of the page. Such an element cannot forbid frames (\`frame-ancestors\`).
- **Reference.** The page has none, because S3 fills in nothing. The id of a request is in the response header \`x-amz-request-id\`, and in the server
  access log of the bucket.

## Sources

- [Configuring a custom error document](https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html)
- [Website endpoints](https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html)
- [put-bucket-website](https://docs.aws.amazon.com/cli/latest/reference/s3api/put-bucket-website.html)
`;
}
